import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor, type Door } from './door.fixture.ts';

let door: Door;
beforeAll(async () => {
  const handlers = () => ({
    status: async () => {
      throw new TypeError('cannot read Ada Lovelace');
    },
  });
  door = await openDoor({}, { handlers });
});
afterAll(() => door[Symbol.asyncDispose]());

describe('a fault of ours', () => {
  it('I3 is told without details, and logged by its class and place, never by its words', async () => {
    const answer = await door.browser().call('status', {});
    expect(answer).toMatchObject({ status: 500, body: { code: 'fault' } });
    const logged = door.lines.filter((line) => 'event' in line && line.event === 'fault');
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged)).toMatch(/TypeError.*faults\.test\.ts/);
    expect(`${JSON.stringify(door.lines)}${answer.text}`).not.toContain('Lovelace');
  });
});
