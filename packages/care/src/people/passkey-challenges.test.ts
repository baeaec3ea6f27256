import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createPasskeyChallenges } from './passkey-challenges.ts';

let now = 1_700_000_000_000;
const opened = () => createPasskeyChallenges({ clock: () => now, random: randomBytes });

describe('challenges to passkeys', () => {
  it('I8.1 are good once, for two minutes', () => {
    const challenges = opened();
    const [first, second, third] = [challenges.issue(), challenges.issue(), challenges.issue()];
    expect(challenges.take(first)).toBe(true);
    expect(challenges.take(first)).toBe(false);
    now += 119_000;
    expect(challenges.take(second)).toBe(true);
    now += 2_000;
    expect(challenges.take(third)).toBe(false);
    expect(challenges.take(second)).toBe(false);
  });

  it('I8.1 are this process’s own, unchanged', () => {
    const challenges = opened();
    const given = challenges.issue();
    const other = given.startsWith('A') ? 'B' : 'A';
    expect(challenges.take(opened().issue())).toBe(false);
    expect(challenges.take(other + given.slice(1))).toBe(false);
    expect(challenges.take(`${given}A`)).toBe(false);
    expect(challenges.take('')).toBe(false);
    expect(challenges.take(given)).toBe(true);
  });

  it('I8.1 of one person outlast any number that somebody else asks for', () => {
    const challenges = opened();
    const hers = challenges.issue();
    for (let each = 0; each < 5_000; each += 1) challenges.issue();
    expect(challenges.take(hers)).toBe(true);
  });
});
