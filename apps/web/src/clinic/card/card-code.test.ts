import { describe, expect, it } from 'vitest';
import { printedCard, readCard } from './card-code.ts';

const printed = 'NORTHGATE:C9EQ-QA';

describe('a card, before anything is sent', () => {
  it('C12.2 finds any one wrong character', () => {
    const card = readCard(withCheck('northgate', 'C9EQ7Q0MXZ4K'));
    expect(card).toBeDefined();
    const { code = '' } = card ?? {};
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    for (let place = 0; place < code.length; place += 1)
      for (const other of alphabet.replace(code.charAt(place), ''))
        expect(
          readCard(`northgate:${code.slice(0, place)}${other}${code.slice(place + 1)}`),
        ).toBeUndefined();
  });

  it('reads what a person types: small letters, spaces, O for 0, I and L for 1', () => {
    const card = readCard(withCheck('northgate', '01C9EQ7Q'));
    const { code = '' } = card ?? {};
    expect(
      readCard(` Northgate:${code.toLowerCase().replace('0', 'o').replace('1', 'l')} `),
    ).toEqual(card);
    expect(readCard(printedCard({ member: 'northgate', code }))).toEqual(card);
  });

  it('refuses what is no card', () => {
    for (const text of ['', 'northgate', ':', 'northgate:', `${printed}:1`, 'http://x/y'])
      expect(readCard(text)).toBeUndefined();
  });
});

/** A code with the check character that makes it a card's: the only one of all that is read. */
function withCheck(member: string, body: string): string {
  const found = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ')
    .map((check) => `${member}:${body}${check}`)
    .filter((text) => readCard(text) !== undefined);
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}
