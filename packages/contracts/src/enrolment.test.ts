import { describe, expect, it } from 'vitest';
import { judge, placed, spareCredential, suspended, type ChangeCase } from '../testing/ground.ts';
import {
  consent,
  createWorld,
  forceStaff,
  hire,
  newPatient,
  newSigner,
  random32,
  twoStaffChange,
  WORLD_NOW as NOW,
  type Person,
  type World,
} from '../testing/index.ts';
import type { PatientChange } from './change.ts';
import type { PatientLeaf } from './patient-leaf.ts';

/** An enrolment signed by some, of a leaf that is a little different. */
const enrolment =
  (differently: (leaf: PatientLeaf) => PatientLeaf, signers?: (world: World) => Person[]) =>
  (world: World): PatientChange => {
    const patient = newPatient(world.north);
    const now = { ...patient.held, leaf: differently(patient.held.leaf) };
    const who = signers?.(world) ?? [world.nurse, world.doctor];
    return twoStaffChange(patient, { old: null, now }, who);
  };
const same = (leaf: PatientLeaf): PatientLeaf => leaf;

const enrolments: readonly ChangeCase[] = [
  ['C5.4 two of staff enrol', 'ok', enrolment(same)],
  [
    'C5.4 an administrator and a privacy officer enrol',
    'ok',
    enrolment(same, ({ north }) => [hire(north, 'administrator'), hire(north, 'privacy-officer')]),
  ],
  [
    'C5.4 one person enrols twice over',
    'authority',
    enrolment(same, ({ nurse }) => [nurse, nurse]),
  ],
  [
    'C5.4 two persons of one key enrol',
    'authority',
    enrolment(same, (world) => [
      world.nurse,
      placed(world.north, forceStaff(world.nurse, { handle: random32() })),
    ]),
  ],
  [
    'C5.4 a researcher enrols',
    'authority',
    enrolment(same, ({ nurse, north }) => [nurse, hire(north, 'researcher')]),
  ],
  [
    'I4 one who enrols is suspended',
    'authority',
    enrolment(same, (world) => [world.nurse, suspended(world)]),
  ],
  [
    'I1.2 one who enrols has no key now',
    'authority',
    enrolment(same, (world) => [
      world.nurse,
      placed(
        world.north,
        forceStaff(world.doctor, {
          keys: [{ spki: world.doctor.signer.spki, from: 1, until: NOW }],
        }),
      ),
    ]),
  ],
  [
    "I1.2 the first signature is another's",
    'signature',
    enrolment(same, ({ nurse, doctor }) => [{ ...nurse, signer: newSigner() }, doctor]),
  ],
  [
    "I1.2 the second signature is another's",
    'signature',
    enrolment(same, ({ nurse, doctor }) => [nurse, { ...doctor, signer: newSigner() }]),
  ],
  [
    'I1.1 the first who enrols is no member of staff',
    'stale',
    enrolment(same, ({ nurse, doctor }) => [forceStaff(nurse, { name: random32() }), doctor]),
  ],
  [
    'I1.1 the second who enrols is no member of staff',
    'stale',
    enrolment(same, ({ nurse, doctor }) => [nurse, forceStaff(doctor, { name: random32() })]),
  ],
  [
    'C5.2 a patient starts with a version',
    'rule',
    enrolment((leaf) => ({ ...leaf, head: { ...leaf.head, version: 1 } })),
  ],
  [
    'C5.2 a patient starts with a signed head',
    'rule',
    enrolment((leaf) => ({ ...leaf, head: { ...leaf.head, credential: 'assisted' } })),
  ],
  [
    'C5.4 a patient starts with a retired credential',
    'rule',
    enrolment((leaf) => ({
      ...leaf,
      credentials: leaf.credentials.map((each) => ({ ...each, retired: 'replaced' as const })),
    })),
  ],
  [
    'C5.4 one of two credentials starts retired',
    'rule',
    enrolment((leaf) => ({
      ...leaf,
      credentials: [...leaf.credentials, { ...spareCredential(), retired: 'replaced' }],
    })),
  ],
  [
    'C5.4 the passkey enrols itself',
    'rule',
    ({ north }) => ({ ...consent(newPatient(north), {}).change, old: null }),
  ],
];

describe('an enrolment of a patient', () => {
  it.each(enrolments)('%s: %s', async (_, expected, change) => {
    const world = createWorld();
    expect(await judge(world.north, change(world))).toBe(expected);
  });
});
