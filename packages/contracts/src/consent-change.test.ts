import { commitment } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import {
  eachCredential,
  judge,
  raised,
  raiseOthers,
  spareCredential,
  withHead,
  type ChangeCase,
} from '../testing/ground.ts';
import {
  consent,
  createWorld,
  force,
  newPasskey,
  newPatient,
  random32,
  WORLD_NOW as NOW,
  type Patient,
  type World,
} from '../testing/index.ts';
import type { Change, PatientChange } from './change.ts';
import { consentAsked } from './consent-document.ts';
import type { Credential } from './patient-leaf.ts';

const spare = spareCredential();

/** The patient's own act, with one thing about the change different. */
const own =
  (spoil: (change: PatientChange, world: World) => PatientChange = (change) => change) =>
  (world: World): Change =>
    spoil(consent(world.patient, { grants: [world.grant] }).change, world);

/** The same with another credential in the leaf, which then signs. */
const ownWith =
  (differently: Partial<Credential>) =>
  (world: World): Change => {
    const { leaf } = world.patient.held;
    force(world.patient, { ...leaf, credentials: eachCredential(differently)(leaf.credentials) });
    return own()(world);
  };

const spoilDocument =
  (differently: Partial<ReturnType<typeof newPatient>['document']['form']>) =>
  (change: PatientChange, { patient }: World): PatientChange => {
    const { by } = change;
    if (by.kind !== 'assertion') return change;
    const form = { ...by.document.form, ...differently };
    return resigned(patient, { ...change, by: { ...by, document: { ...by.document, form } } });
  };

/** The change with its document's commitment put in the head, and signed by the passkey. */
function resigned(patient: Patient, change: PatientChange): PatientChange {
  const { by } = change;
  if (by.kind !== 'assertion') return change;
  const { hospital, passkey } = patient;
  const document = commitment(by.document.nonce, by.document.form);
  const head = { ...change.leaf.head, document };
  const { version } = head;
  const { handle } = change.leaf;
  const challenge = consentAsked({ channel: hospital.channel, handle, version, document });
  const assertion = passkey.assert({ challenge, origin: hospital.origin });
  return { ...change, leaf: { ...change.leaf, head }, by: { ...by, assertion } };
}

/** The change with a version in both head and document. */
function withVersion(change: PatientChange, version: number): PatientChange {
  const { by } = change;
  if (by.kind !== 'assertion') return change;
  const document = { ...by.document, form: { ...by.document.form, version } };
  return withHead({ ...change, by: { ...by, document } }, { version });
}

const consents: readonly ChangeCase[] = [
  ['C5.1 the patient grants', 'ok', own()],
  ['C5.1 the patient withdraws', 'ok', ({ patient }) => consent(patient, {}).change],
  [
    'C5.3 a version is left out',
    'rule',
    own((change, { patient }) => resigned(patient, withVersion(change, 3))),
  ],
  [
    'C5.3 a version is used again',
    'rule',
    own((change, { patient }) => resigned(patient, withVersion(change, 1))),
  ],
  [
    'C5.2 the head names another credential',
    'rule',
    own((change) => withHead(change, { credential: spare.id })),
  ],
  [
    'C5.2 the head says that it is assisted',
    'rule',
    own((change) => withHead(change, { credential: 'assisted' })),
  ],
  [
    'C5.4 credentials change with the head',
    'rule',
    own((change) => ({
      ...change,
      leaf: { ...change.leaf, credentials: [...change.leaf.credentials, spare] },
    })),
  ],
  [
    'C5.2 the document is not the one of the head',
    'rule',
    own((change) => withHead(change, { document: random32() })),
  ],
  ['C5.3 the document is of another member', 'rule', own(spoilDocument({ member: 'lakeside' }))],
  ['C5.3 the document is of another patient', 'rule', own(spoilDocument({ handle: random32() }))],
  ['C5.3 the document is of another version', 'rule', own(spoilDocument({ version: 1 }))],
  ['C11 the document names another stop code', 'rule', own(spoilDocument({ stop: random32() }))],
  ['C5.1 another document that the passkey signed', 'ok', own(spoilDocument({ text: 'More.' }))],
  [
    'C5.2 the document changed after signing',
    'signature',
    own((change) => {
      const { by } = change;
      if (by.kind !== 'assertion') return change;
      const document = { ...by.document, form: { ...by.document.form, text: 'More.' } };
      return withHead(
        { ...change, by: { ...by, document } },
        { document: commitment(document.nonce, document.form) },
      );
    }),
  ],
  ['I9 a replaced credential signs', 'authority', ownWith({ retired: 'replaced' })],
  ['I9 a stolen credential signs', 'authority', ownWith({ retired: 'stolen' })],
  ['I7 a credential that may only view signs', 'authority', ownWith({ scope: 'view' })],
  [
    "C7 the patient's own act is not refused for time",
    'ok',
    ownWith({ from: NOW + 5, until: NOW + 6 }),
  ],
  ['I7 a guardian signs', 'ok', ownWith({ holder: 'guardian' })],
  [
    "I7 a guardian's period has not begun",
    'authority',
    ownWith({ holder: 'guardian', from: NOW + 1 }),
  ],
  ["I7 a guardian's period is over", 'authority', ownWith({ holder: 'guardian', until: NOW })],
  ["I7 a guardian's period ends next", 'ok', ownWith({ holder: 'guardian', until: NOW + 1 })],
  [
    'C5.2 a credential of another relying party signs',
    'signature',
    ownWith({ rpId: 'lakeside.localhost' }),
  ],
  [
    'C5.2 a credential signs that the leaf does not hold',
    'authority',
    (world) => {
      const other = { ...world.patient, passkey: newPasskey(world.north.rpId) };
      return consent(other, {}).change;
    },
  ],
  [
    "C5.2 another passkey signs under the credential's id",
    'signature',
    ({ north, patient }) => {
      const passkey = { ...newPasskey(north.rpId), id: patient.passkey.id };
      return consent({ ...patient, passkey }, {}).change;
    },
  ],
  [
    'C5.2 the page was of another origin',
    'signature',
    ({ patient }) => consent(patient, {}, { origin: 'http://evil.localhost:8101' }).change,
  ],
  [
    'C5.3 an assertion is used for another version',
    'signature',
    (world) => {
      const first = consent(world.patient, { grants: [world.grant] });
      first.step.commit();
      return own((change) => {
        const { by } = change;
        if (by.kind !== 'assertion' || first.change.by.kind !== 'assertion') return change;
        return { ...change, by: { ...by, assertion: first.change.by.assertion } };
      })(world);
    },
  ],
  [
    'C11 the stop code changes though it was not shown',
    'rule',
    ({ patient }) => consent(patient, { stopCode: 'ANOTHER-STOP-CODE-0001' }).change,
  ],
  [
    'C11 consent opens again with a new stop code',
    'ok',
    (world) => {
      raised(world);
      return consent(world.patient, { stopCode: 'ANOTHER-STOP-CODE-0001' }).change;
    },
  ],
  [
    'C11 consent opens again with the dead stop code',
    'rule',
    (world) => {
      raised(world);
      return consent(world.patient, {}).change;
    },
  ],
  [
    'C11 the path of the stop code is old',
    'stale',
    (world) => {
      const { change } = consent(world.patient, {});
      raiseOthers(world.north);
      return change;
    },
  ],
];

describe("a patient's own act", () => {
  it.each(consents)('%s: %s', async (_, expected, change) => {
    const world = createWorld();
    expect(await judge(world.north, change(world))).toBe(expected);
  });

  it("M4.2 a suspended member's patients withdraw", async () => {
    const { north, patient } = createWorld();
    const { change } = consent(patient, {});
    expect(await judge(north, change, { member: { status: 'suspended' } })).toBe('ok');
  });
});
