import { commitment } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import {
  eachCredential,
  judge,
  raised,
  raiseOthers,
  spareCredential,
  suspended,
  withHead,
  type ChangeCase,
} from '../testing/ground.ts';
import {
  assistedConsent,
  consent,
  createWorld,
  enrolPatient,
  force,
  forceStaff,
  grantTo,
  hire,
  newSigner,
  random32,
  WORLD_NOW as NOW,
  type Patient,
  type Person,
  type World,
} from '../testing/index.ts';
import type { Change, PatientChange } from './change.ts';

const spare = spareCredential();

/** A patient without a passkey. */
function keyless(world: World): Patient {
  const { north, nurse, doctor } = world;
  const { step, patient } = enrolPatient(north, { signers: [nurse, doctor], withPasskey: false });
  step.commit();
  return patient;
}

const assisted =
  (
    signers: (world: World) => Person[],
    spoil: (change: PatientChange) => PatientChange = (change) => change,
  ) =>
  (world: World): Change => {
    const patient = keyless(world);
    return spoil(assistedConsent(patient, { grants: [world.grant] }, signers(world)).change);
  };
const both = ({ nurse, doctor }: World) => [nurse, doctor];

const assistances: readonly ChangeCase[] = [
  ['C5.1 two of staff sign for a patient without a passkey', 'ok', assisted(both)],
  ['C5.1 one of staff signs twice', 'authority', assisted(({ nurse }) => [nurse, nurse])],
  [
    'C5.1 a researcher signs',
    'authority',
    assisted(({ nurse, north }) => [nurse, hire(north, 'researcher')]),
  ],
  [
    'I4 one who signs is suspended',
    'authority',
    assisted((world) => [world.nurse, suspended(world)]),
  ],
  [
    'C5.1 one of two did not sign',
    'signature',
    assisted(({ nurse, doctor }) => [nurse, { ...doctor, signer: newSigner() }]),
  ],
  [
    'I1.1 one who signs is no member of staff',
    'stale',
    assisted(({ nurse, doctor }) => [nurse, forceStaff(doctor, { name: random32() })]),
  ],
  [
    'C5.1 the head does not say that it is assisted',
    'rule',
    assisted(both, (change) => withHead(change, { credential: spare.id })),
  ],
  [
    'C5.3 a version is left out',
    'rule',
    assisted(both, (change) => {
      const { by } = change;
      if (by.kind !== 'assisted') return change;
      const form = { ...by.document.form, version: 2 };
      const document = { ...by.document, form };
      const head = { version: 2, document: commitment(document.nonce, form) };
      return withHead({ ...change, by: { ...by, document } }, head);
    }),
  ],
  [
    'C5.2 the document is not the one of the head',
    'rule',
    assisted(both, (change) => withHead(change, { document: random32() })),
  ],
  [
    'C5.1 they sign at another time than they say',
    'signature',
    assisted(both, (change) =>
      change.by.kind === 'assisted'
        ? { ...change, by: { ...change.by, at: change.by.at + 1 } }
        : change,
    ),
  ],
  [
    'C11 they change the stop code',
    'rule',
    (world) =>
      assistedConsent(keyless(world), { stopCode: 'ANOTHER-STOP-CODE-0001' }, both(world)).change,
  ],
  [
    'C11 they open again what was stopped',
    'rule',
    (world) => {
      const patient = keyless(world);
      raised({ ...world, patient });
      return assistedConsent(patient, { stopCode: 'ANOTHER-STOP-CODE-0001' }, both(world)).change;
    },
  ],
  [
    'C11 they change what was stopped, and it stays stopped',
    'ok',
    (world) => {
      const patient = keyless(world);
      raised({ ...world, patient });
      return assistedConsent(patient, {}, both(world)).change;
    },
  ],
  [
    'C11 the path of the stop code is old',
    'stale',
    (world) => {
      const patient = keyless(world);
      const { change } = assistedConsent(patient, {}, both(world));
      raiseOthers(world.north);
      return change;
    },
  ],
  [
    'C5.1 they withdraw for a patient with a passkey',
    'ok',
    (world) => assistedConsent(world.patient, {}, both(world)).change,
  ],
  [
    'C5.1 they keep for a patient with a passkey what she granted',
    'ok',
    (world) => assistedConsent(world.patient, { grants: [world.grant] }, both(world)).change,
  ],
  [
    'C5.1 they grant for a patient with a passkey',
    'authority',
    (world) =>
      assistedConsent(
        world.patient,
        { grants: [grantTo({ hospital: world.river }, ['vitals'])] },
        both(world),
      ).change,
  ],
  [
    'C5.1 they widen what a patient with a passkey granted',
    'authority',
    (world) =>
      assistedConsent(
        world.patient,
        { grants: [{ ...world.grant, until: world.grant.until + 1 }] },
        both(world),
      ).change,
  ],
  [
    'C5.1 they grant for a patient with a passkey in use and a retired one',
    'authority',
    (world) => {
      const { leaf } = world.patient.held;
      const credentials = [...leaf.credentials, { ...spare, retired: 'replaced' as const }];
      force(world.patient, { ...leaf, credentials });
      const grants = [grantTo({ hospital: world.river }, ['vitals'])];
      return assistedConsent(world.patient, { grants }, both(world)).change;
    },
  ],
  [
    'C5.1 they take away a denial of a patient with a passkey',
    'authority',
    (world) => {
      const to = { member: null, practitioner: null };
      const denial = { id: random32(), to, categories: ['*'], from: NOW, until: null };
      consent(world.patient, { grants: [world.grant], denials: [denial] }).step.commit();
      return assistedConsent(world.patient, { grants: [world.grant] }, both(world)).change;
    },
  ],
  [
    'C5.1 they bring another document as the last one',
    'rule',
    (world) => {
      const { change } = assistedConsent(world.patient, {}, both(world));
      if (change.by.kind !== 'assisted') return change;
      return {
        ...change,
        by: { ...change.by, before: { ...change.by.before, nonce: random32() } },
      };
    },
  ],
  [
    'C5.1 they grant for a patient whose passkey is retired',
    'ok',
    (world) => {
      const { leaf } = world.patient.held;
      force(world.patient, {
        ...leaf,
        credentials: eachCredential({ retired: 'stolen' })(leaf.credentials),
      });
      return assistedConsent(
        world.patient,
        { grants: [grantTo({ hospital: world.river }, ['vitals'])] },
        both(world),
      ).change;
    },
  ],
  [
    'C5.1 they grant for a patient whose passkey may only view',
    'ok',
    (world) => {
      const { leaf } = world.patient.held;
      force(world.patient, {
        ...leaf,
        credentials: eachCredential({ scope: 'view' })(leaf.credentials),
      });
      return assistedConsent(
        world.patient,
        { grants: [grantTo({ hospital: world.river }, ['vitals'])] },
        both(world),
      ).change;
    },
  ],
];

describe('an act of two staff for a patient', () => {
  it.each(assistances)('%s: %s', async (_, expected, change) => {
    const world = createWorld();
    expect(await judge(world.north, change(world))).toBe(expected);
  });
});
