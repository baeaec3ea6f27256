import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../people/actor.ts';
import { mayHear } from './may-hear.ts';
import { newsOfEntry } from './news-of-entry.ts';

const as = (role: Role): Actor => ({
  kind: 'staff',
  user: `the-${role}`,
  handle: '',
  role,
  steppedUp: false,
  sign: () => Buffer.alloc(0),
});
const patient: Actor = { kind: 'patient', patient: 'p1' };

describe('who hears what', () => {
  it('C9 tells of a patient to her and to who may read the chart, and to nobody else', () => {
    const news = { kind: 'chart', patient: 'p1' } as const;
    const roles = ['administrator', 'doctor', 'nurse', 'privacy-officer', 'researcher'] as const;
    expect(roles.filter((role) => mayHear(as(role), news))).toEqual(['doctor', 'nurse']);
    expect(mayHear(patient, news)).toBe(true);
    expect(mayHear(patient, { ...news, patient: 'p2' })).toBe(false);
    expect(mayHear(as('privacy-officer'), { ...news, kind: 'disclosure' })).toBe(true);
  });

  it('C9 tells what concerns one user to him alone', () => {
    const news = { kind: 'request', patient: 'p1', to: 'the-doctor' } as const;
    expect(mayHear(as('doctor'), news)).toBe(true);
    expect(mayHear(as('nurse'), news)).toBe(false);
    expect(mayHear(patient, news)).toBe(false);
    expect(mayHear(patient, { ...news, to: 'patient:p1' })).toBe(true);
  });

  it('C9 tells patients and researchers nothing of the house but its state and its members', () => {
    for (const actor of [patient, as('researcher')]) {
      expect(mayHear(actor, { kind: 'status' })).toBe(true);
      expect(mayHear(actor, { kind: 'alert', type: 'quarantine' })).toBe(false);
    }
    expect(mayHear(as('nurse'), { kind: 'alert', type: 'quarantine' })).toBe(true);
  });

  it('I3 makes of an entry ids alone, once for each patient', () => {
    const versions = ['p1', 'p1', 'p2', null].map((each) => ({ patient: each, kind: 'note' }));
    expect(newsOfEntry({ t: 'act', at: 1, id: 'a', versions, reason: 'free text' })).toEqual([
      { kind: 'chart', type: 'act', id: 'a', patient: 'p1' },
      { kind: 'chart', type: 'act', id: 'a', patient: 'p2' },
    ]);
    expect(newsOfEntry({ t: 'event', at: 1, for: 'p1' })).toEqual([]);
  });
});
