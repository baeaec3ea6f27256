import { describe, expect, it } from 'vitest';
import { everyoneWords } from '../everyone/words.ts';
import { patientWords } from '../patient/words.ts';
import { base } from './base.ts';
import { sayer, type Bundle } from './words.ts';

const bundles: Readonly<Record<string, Bundle<Readonly<Record<string, string>>>>> = {
  base,
  everyone: everyoneWords,
  patient: patientWords,
};
const forbidden =
  /\b(block|chain|transaction|hash|node id|endorse|commit|merkle|consensus|token|wallet|smart contract|on-chain|immutable)\b/i;

const blanksOf = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))]
    .toSorted((a, b) => a.localeCompare(b))
    .join(' ');

describe.each(Object.entries(bundles))('the sentences of %s', (_, { en, de }) => {
  it('have the same keys and blanks in both languages', () => {
    expect(Object.keys(de).toSorted()).toEqual(Object.keys(en).toSorted());
    for (const [key, text] of Object.entries(en))
      expect([key, blanksOf(de[key] ?? '')]).toEqual([key, blanksOf(text)]);
  });

  it('C12.1 say nothing of the machine to anybody, and never that something was withheld', () => {
    for (const sentence of [...Object.values(en), ...Object.values(de)]) {
      const text = sentence.replaceAll(/\{\w+/g, '');
      expect(text).not.toMatch(forbidden);
      expect(text).not.toMatch(/withheld|filtered out/i);
    }
  });
});

describe('a sentence', () => {
  const one = {
    en: { n: '{n:entry|entries} by {who}' },
    de: { n: '{n:Eintrag|Einträge} von {who}' },
  } as const;

  it('takes the form of the word that its number wants, in each language', () => {
    expect(sayer(one, 'en')('n', { n: 1, who: 'B' })).toBe('1\u00a0entry by B');
    expect(sayer(one, 'en')('n', { n: 1204, who: 'B' })).toBe('1,204\u00a0entries by B');
    expect(sayer(one, 'de')('n', { n: 1204, who: 'B' })).toBe('1.204\u00a0Einträge von B');
  });
});
