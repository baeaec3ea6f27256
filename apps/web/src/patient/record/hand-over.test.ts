import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { askedForm, handedForm, readyForm } from './hand-over.ts';

const handed = {
  careledger: 'entries',
  v: 1,
  nonce: 'n',
  member: 'riverside',
  memberName: 'Riverside',
  at: 1,
  entries: { rows: [] },
  seen: { rows: [] },
  grants: { rows: [] },
} as const;

describe('what pages of two hospitals say to each other', () => {
  it('C9 is one of three forms, and anything else is nothing', () => {
    expect(v.is(readyForm, { careledger: 'ready', v: 1 })).toBe(true);
    expect(v.safeParse(handedForm, handed).success).toBe(true);
    for (const bad of [
      null,
      'ready',
      { careledger: 'ready', v: 2 },
      { careledger: 'ready', v: 1, more: 1 },
      { ...handed, entries: [{ type: 'Patient' }] },
      { ...handed, nonce: 7 },
    ]) {
      expect(v.is(readyForm, bad)).toBe(false);
      expect(v.is(askedForm, bad)).toBe(false);
      expect(v.safeParse(handedForm, bad).success).toBe(false);
    }
  });
});
