import { isActiveAt, keyAt, type StaffLeaf } from '@careledger/contracts';
import { describe, expect, it } from 'vitest';
import { firstStaffLeaf, nextStaffLeaf } from './next-staff-leaf.ts';

const spki = new Uint8Array(91).fill(7);
const hex = 'ab'.repeat(32);
const day = 86_400_000;
const now = 100 * day;
const person = { handle: hex, name: 'Dr Emil Ellis', role: 'doctor', spki } as const;
const first = (until: number | null) => firstStaffLeaf(person, until, hex);
const open = { until: null, suspended: null };
const suspended = { at: now, by: hex, why: 'left' };

/** Makes a leaf follow; throws where the contract would not let it. */
const follow = (leaf: StaffLeaf, standing: Parameters<typeof nextStaffLeaf>[1], at = now) =>
  nextStaffLeaf(leaf, standing, at);

describe('the next leaf of a member of staff', () => {
  it('I4 is inactive from a suspension on and active from its lifting on, with both on record', () => {
    const out = follow(first(null), { ...open, suspended });
    expect(isActiveAt(out.status, now - 1)).toBe(true);
    expect(isActiveAt(out.status, now)).toBe(false);
    const back = follow(out, open, now + day);
    expect(isActiveAt(back.status, now + day - 1)).toBe(false);
    expect(isActiveAt(back.status, now + day)).toBe(true);
    expect(back.status.map(({ status }) => status)).toEqual(['active', 'suspended', 'active']);
  });

  it('I4 lifts in the same millisecond as it suspends', () => {
    const back = follow(follow(first(null), { ...open, suspended }), open);
    expect(isActiveAt(back.status, now + 1)).toBe(true);
  });

  it('I4 has no key from its end on, and one again where the end is later', () => {
    const ending = follow(first(null), { ...open, until: now + day });
    expect(keyAt(ending, now + day - 1)).toBeDefined();
    expect(keyAt(ending, now + day)).toBeUndefined();
    const longer = follow(ending, { ...open, until: now + 9 * day });
    expect(keyAt(longer, now)).toBeDefined();
    expect(keyAt(longer, now + 8 * day)).toBeDefined();
    expect(keyAt(longer, now + 9 * day)).toBeUndefined();
    const shorter = follow(longer, { ...open, until: now + 2 * day });
    expect(keyAt(shorter, now + 2 * day)).toBeUndefined();
    expect(keyAt(follow(shorter, open), now + 99 * day)).toBeDefined();
  });

  it('I4 what was over stays over for the time between', () => {
    const again = follow(first(now - day), { ...open, until: now + day });
    expect(keyAt(again, now - 2 * day)).toBeDefined();
    expect(keyAt(again, now - 1)).toBeUndefined();
    expect(keyAt(again, now)).toBeDefined();
  });

  it('I4 says nothing new where nothing new was said, and says when there is no room', () => {
    const leaf = first(now + day);
    expect(nextStaffLeaf(leaf, { ...open, until: now + day }, now)).toEqual(leaf);
    let at = now;
    let full = leaf;
    const again = () => {
      for (let n = 0; n < 20; n += 1) {
        at += day;
        full = follow(full, { ...open, until: at + 2 * day }, at);
      }
    };
    expect(again).toThrow('changed too often');
    const out = follow(full, { until: at + 9 * day, suspended: { ...suspended, at } }, at);
    expect(isActiveAt(out.status, at), 'a suspension always finds room').toBe(false);
  });

  it('I4 suspends at once also where the clock was put back since it was said', () => {
    const out = follow(first(null), { ...open, suspended: { ...suspended, at: now + day } }, now);
    expect(isActiveAt(out.status, now)).toBe(false);
  });
});
