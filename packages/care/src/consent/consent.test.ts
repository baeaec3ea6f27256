import { expect, it } from 'vitest';
import type { Role, StaffActor } from '../people/actor.ts';
import { demandTwo } from './consent.ts';

const one = (role: Role, handle: string): StaffActor => ({
  kind: 'staff',
  user: role,
  handle,
  role,
  steppedUp: true,
  sign: () => Buffer.alloc(0),
});
const doctor = one('doctor', 'aa');
const forbidden = { code: 'forbidden' };

it.each(['auditor', 'researcher'] as const)(
  'C5.1 D4 an %s signs nothing for a patient, not even as the second',
  (role) => {
    const other = one(role, 'bb');
    const refused = expect.objectContaining(forbidden);
    expect(() => demandTwo({ patient: 'she', first: doctor, second: other })).toThrow(refused);
    expect(() => demandTwo({ patient: 'she', first: other, second: doctor })).toThrow(refused);
  },
);

it('C5.1 two signatures are of two persons', () => {
  expect(() => demandTwo({ patient: 'she', first: doctor, second: doctor })).toThrow('Two');
  demandTwo({ patient: 'she', first: doctor, second: one('nurse', 'bb') });
});
