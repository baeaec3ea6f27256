import { positionOf } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import { doctorOtherwise, judge, newNurse, placed, type ChangeCase } from '../testing/ground.ts';
import {
  createWorld,
  forceStaff,
  hire,
  newPerson,
  newSigner,
  random32,
  staffChange,
  WORLD_NOW as NOW,
  type Person,
  type World,
} from '../testing/index.ts';
import type { Change, StaffChange } from './change.ts';
import type { Member } from './member.ts';

/** A new nurse enrolled by an administrator. */
const administered =
  (administrator: (world: World) => Person) =>
  (world: World): Change =>
    staffChange(
      world.north,
      { old: null, now: newPerson(world.north, 'nurse').held },
      administrator(world),
    );

const status = (name: 'active' | 'suspended' | 'ended', at: number) => ({ status: name, at });
const active = status('active', 5);

const staffCases: readonly ChangeCase[] = [
  ['I1.1 the office enrols a nurse', 'ok', newNurse({})],
  [
    'I1.2 another key claims to be the office',
    'authority',
    (world) =>
      staffChange(
        { ...world.north, office: newSigner() },
        { old: null, now: newPerson(world.north, 'nurse').held },
      ),
  ],
  [
    "I1.2 the office's signature is another's",
    'signature',
    (world) => {
      const { north } = world;
      const office = { ...newSigner(), spki: north.office.spki };
      return staffChange({ ...north, office }, { old: null, now: newPerson(north, 'nurse').held });
    },
  ],
  [
    'I1.2 the office signed for another member',
    'signature',
    ({ north }) =>
      staffChange({ ...north, id: 'lakeside' }, { old: null, now: newPerson(north, 'nurse').held }),
  ],
  [
    'I1.2 the office signed on another channel',
    'signature',
    ({ north }) =>
      staffChange(
        { ...north, channel: 'other' },
        { old: null, now: newPerson(north, 'nurse').held },
      ),
  ],
  [
    'I1.2 the office signed another leaf',
    'signature',
    ({ north }) => {
      const change = staffChange(north, { old: null, now: newPerson(north, 'nurse').held });
      return { ...change, leaf: { ...change.leaf, name: random32() } };
    },
  ],
  [
    'I1.2 an administrator enrols a nurse',
    'ok',
    administered(({ north }) => hire(north, 'administrator')),
  ],
  ['I1.2 a doctor enrols a nurse', 'authority', administered(({ doctor }) => doctor)],
  [
    'I1.2 a privacy officer enrols a nurse',
    'authority',
    administered(({ north }) => hire(north, 'privacy-officer')),
  ],
  [
    'I1.2 another key signs for the administrator',
    'signature',
    administered(({ north }) => ({ ...hire(north, 'administrator'), signer: newSigner() })),
  ],
  [
    'I4 a suspended administrator enrols a nurse',
    'authority',
    administered((world) =>
      placed(
        world.north,
        forceStaff(hire(world.north, 'administrator'), {
          status: [active, status('suspended', 9)],
        }),
      ),
    ),
  ],
  [
    'I4 an administrator without a key enrols a nurse',
    'authority',
    administered((world) => {
      const person = hire(world.north, 'administrator');
      return placed(
        world.north,
        forceStaff(person, { keys: [{ spki: person.signer.spki, from: 1, until: NOW }] }),
      );
    }),
  ],
  [
    'I1.1 an administrator of another hospital enrols a nurse',
    'stale',
    (world) => {
      const stranger = hire(world.river, 'administrator');
      const now = newPerson(world.north, 'nurse').held;
      const change = staffChange(world.north, { old: null, now }, stranger);
      const path = world.river.maps.staff.prove(positionOf(stranger.held.leaf.handle));
      const { signature } = change.by;
      return {
        ...change,
        by: { kind: 'administrator', staff: { ...stranger.held, path }, signature },
      };
    },
  ],
  [
    'I1.2 an administrator changes himself',
    'authority',
    ({ north }) => {
      const person = hire(north, 'administrator');
      const now = {
        leaf: {
          ...person.held.leaf,
          status: [...person.held.leaf.status, status('ended', NOW + 1)],
        },
        nonce: random32(),
      };
      return staffChange(north, { old: person.held, now }, person);
    },
  ],
  [
    'I1.1 the handle is taken',
    'stale',
    ({ north, doctor }) =>
      staffChange(north, { old: null, now: { leaf: doctor.held.leaf, nonce: random32() } }),
  ],
  [
    'I1.1 the old leaf is not the one that stands there',
    'stale',
    (world) => {
      const old = { ...world.doctor.held, nonce: random32() };
      const now = { leaf: { ...old.leaf, name: random32() }, nonce: random32() };
      return staffChange(world.north, { old, now });
    },
  ],
  [
    'I1.1 nothing changes',
    'rule',
    ({ north, doctor }) => staffChange(north, { old: doctor.held, now: doctor.held }),
  ],
  [
    'I2.1 the handle changes',
    'stale',
    ({ north, doctor }) => {
      const now = { leaf: { ...doctor.held.leaf, handle: random32() }, nonce: random32() };
      return { ...staffChange(north, { old: doctor.held, now }), path: northPath(north, doctor) };
    },
  ],
  ['I1.2 the role changes', 'rule', doctorOtherwise({ role: 'administrator' })],
  ['I1.1 the name changes', 'ok', doctorOtherwise({ name: random32() })],
];

function northPath(north: World['north'], person: Person): string {
  return north.maps.staff.prove(positionOf(person.held.leaf.handle));
}

describe('a change of staff', () => {
  it.each(staffCases)('%s: %s', async (_, expected, change) => {
    const world = createWorld();
    expect(await judge(world.north, change(world))).toBe(expected);
  });

  it.each([
    ['hospital', 'doctor', 'ok'],
    ['laboratory', 'nurse', 'rule'],
    ['pharmacy', 'doctor', 'rule'],
    ['research', 'doctor', 'rule'],
    ['research', 'researcher', 'ok'],
    ['hospital', 'auditor', 'ok'],
    ['pharmacy', 'auditor', 'ok'],
  ] as const)('M6 a %s registers a %s: %s', async (kind, role, expected) => {
    const { north } = createWorld();
    const change = staffChange(north, { old: null, now: newPerson(north, role).held });
    const member: Partial<Member> = { kind };
    expect(await judge(north, change, { member })).toBe(expected);
  });

  it('I1.1 signers stand under the root of the start, not under one that the same transaction makes', async () => {
    const { north } = createWorld();
    const staff = north.maps.staff.root;
    const newcomer = hire(north, 'administrator');
    const change: StaffChange = staffChange(
      north,
      { old: null, now: newPerson(north, 'nurse').held },
      newcomer,
    );
    expect(await judge(north, change)).toBe('ok');
    expect(await judge(north, change, { staff })).toBe('stale');
  });
});
