import { commitment, positionOf, type Hex } from '@careledger/proof';
import type { PatientChange } from '../src/change.ts';
import {
  assistedMessage,
  consentAsked,
  type ConsentBy,
  type ConsentDocument,
  type Denial,
  type Grant,
  type OpenedDocument,
} from '../src/consent-document.ts';
import type { Credential, PatientLeaf } from '../src/patient-leaf.ts';
import { stopHash } from '../src/stop.ts';
import {
  changeStep,
  messageFor,
  prove,
  type Held,
  type Hospital,
  type Person,
  type Step,
} from './hospital.ts';
import { newPasskey, type PasskeyPrompt, type TestPasskey } from './passkey.ts';
import { random32 } from './signer.ts';

/** A patient of a hospital: leaf, document in force, who signed it, and what lies in their pocket. */
export type Patient = {
  readonly hospital: Hospital;
  readonly passkey: TestPasskey;
  held: Held<PatientLeaf>;
  document: OpenedDocument;
  consentBy: ConsentBy;
  /** Who signed where `consentBy` is assisted. */
  witnesses: readonly Person[];
  stopCode: string;
};

type Wishes = { grants?: readonly Grant[]; denials?: readonly Denial[]; stopCode?: string };

const DAY_MS = 86_400_000;

/** A patient's passkey as a credential. */
export function credentialFor(passkey: TestPasskey, from: number): Credential {
  const { id, spki, rpId } = passkey;
  const until = null;
  return { id, spki, rpId, holder: 'patient', scope: 'consent', from, until, retired: null };
}

/** A patient with a new passkey and stop code, not enrolled yet. */
export function newPatient(hospital: Hospital, options: { withPasskey?: boolean } = {}): Patient {
  const passkey = newPasskey(hospital.rpId);
  const stopCode = `STOP-${random32().slice(0, 32)}`;
  const handle = random32();
  const document = openDocument(hospital, handle, { version: 0, stopCode });
  const leaf: PatientLeaf = {
    v: 1,
    handle,
    credentials: options.withPasskey === false ? [] : [credentialFor(passkey, hospital.clock())],
    head: {
      version: 0,
      document: commitment(document.nonce, document.form),
      credential: 'none',
      stop: stopHash(stopCode),
    },
  };
  const held = { leaf, nonce: random32() };
  const consentBy = { kind: 'none' } as const;
  return { hospital, passkey, held, document, consentBy, witnesses: [], stopCode };
}

/** Changes a patient's leaf by the signatures of two of staff. */
export function twoStaffChange(
  patient: Patient,
  { old, now }: { old: Held<PatientLeaf> | null; now: Held<PatientLeaf> },
  signers: readonly Person[],
): PatientChange {
  const { hospital } = patient;
  const message = messageFor(hospital, 'patients', { old, now });
  return {
    map: 'patients',
    old,
    path: hospital.maps.patients.prove(positionOf(now.leaf.handle)),
    leaf: now.leaf,
    nonce: now.nonce,
    by: {
      kind: 'two-staff',
      signers: signers.map(({ held, signer }) => ({
        staff: prove(hospital, 'staff', held),
        signature: signer.sign(message),
      })),
    },
  };
}

/** Enrols a patient by two of staff. */
export function enrolPatient(
  hospital: Hospital,
  { signers, withPasskey = true }: { signers: readonly Person[]; withPasskey?: boolean },
): { step: Step; patient: Patient } {
  const patient = newPatient(hospital, { withPasskey });
  const change = twoStaffChange(patient, { old: null, now: patient.held }, signers);
  return { patient, step: changeStep(hospital, [change]) };
}

/** Changes a patient's credentials by two of staff. */
export function setCredentials(
  patient: Patient,
  credentials: readonly Credential[],
  signers: readonly Person[],
): Step {
  const old = patient.held;
  const now = { leaf: { ...old.leaf, credentials }, nonce: random32() };
  return changeStep(patient.hospital, [twoStaffChange(patient, { old, now }, signers)], () => {
    patient.held = now;
  });
}

/** A grant of 30 days for treatment to a person or, without one, to a whole hospital. */
export function grantTo(
  to: { hospital: Hospital; person?: Person },
  categories: readonly string[],
  differently: Partial<Grant> = {},
): Grant {
  const now = to.hospital.clock();
  return {
    id: random32(),
    to: { member: to.hospital.id, practitioner: to.person?.held.leaf.handle ?? null },
    categories,
    purposes: ['TREAT'],
    from: now,
    until: now + 30 * DAY_MS,
    dataFrom: null,
    dataUntil: null,
    eraseAt: null,
    ...differently,
  };
}

/** Gives a patient's head its next version, signed by the passkey; without grants it withdraws all. */
export function consent(
  patient: Patient,
  wishes: Wishes,
  prompt: Partial<PasskeyPrompt> = {},
): { step: Step; change: PatientChange } {
  const { hospital, passkey, held: old } = patient;
  const next = nextHead(patient, passkey.id, wishes);
  const { head, handle } = next.now.leaf;
  const { version, document } = head;
  const challenge = consentAsked({ channel: hospital.channel, handle, version, document });
  const assertion = passkey.assert({ challenge, origin: hospital.origin, ...prompt });
  const change: PatientChange = {
    map: 'patients',
    old,
    path: hospital.maps.patients.prove(positionOf(handle)),
    leaf: next.now.leaf,
    nonce: next.now.nonce,
    by: {
      kind: 'assertion',
      credential: passkey.id,
      assertion,
      document: next.document,
      stopPath: hospital.stops.prove(positionOf(old.leaf.head.stop)),
    },
  };
  const step = changeStep(hospital, [change], () => {
    patient.held = next.now;
    patient.document = next.document;
    patient.stopCode = next.stopCode;
    patient.consentBy = { kind: 'assertion', credential: passkey.id, assertion };
  });
  return { step, change };
}

/** Gives a patient's head its next version, signed by two of staff. */
export function assistedConsent(
  patient: Patient,
  wishes: Wishes,
  signers: readonly Person[],
): { step: Step; change: PatientChange } {
  const { hospital, held: old, document: before } = patient;
  const next = nextHead(patient, 'assisted', wishes);
  const { head, handle } = next.now.leaf;
  const { channel, id: member } = hospital;
  const at = hospital.clock();
  const message = assistedMessage({ channel, member, handle, ...head, at });
  const signed = signers.map(({ held, signer }) => ({ held, signature: signer.sign(message) }));
  const witnesses = () =>
    signed.map(({ held, signature }) => ({ staff: prove(hospital, 'staff', held), signature }));
  const change: PatientChange = {
    map: 'patients',
    old,
    path: hospital.maps.patients.prove(positionOf(handle)),
    leaf: next.now.leaf,
    nonce: next.now.nonce,
    by: {
      kind: 'assisted',
      at,
      signers: witnesses(),
      before,
      document: next.document,
      stopPath: hospital.stops.prove(positionOf(old.leaf.head.stop)),
    },
  };
  const step = changeStep(hospital, [change], () => {
    patient.held = next.now;
    patient.document = next.document;
    patient.consentBy = { kind: 'assisted', at, signers: witnesses() };
    patient.witnesses = signers;
  });
  return { step, change };
}

function nextHead(
  patient: Patient,
  credential: string,
  wishes: Wishes,
): { now: Held<PatientLeaf>; document: OpenedDocument; stopCode: string } {
  const { hospital, held } = patient;
  const { leaf } = held;
  const version = leaf.head.version + 1;
  const stopCode = wishes.stopCode ?? patient.stopCode;
  const document = openDocument(hospital, leaf.handle, { ...wishes, version, stopCode });
  const head = {
    version,
    document: commitment(document.nonce, document.form),
    credential,
    stop: stopHash(stopCode),
  };
  return { now: { leaf: { ...leaf, head }, nonce: random32() }, document, stopCode };
}

function openDocument(
  hospital: Hospital,
  handle: Hex,
  wishes: Wishes & { version: number; stopCode: string },
): OpenedDocument {
  const form: ConsentDocument = {
    v: 1,
    member: hospital.id,
    handle,
    version: wishes.version,
    language: 'en',
    text: 'What I permit and what I do not.',
    stop: stopHash(wishes.stopCode),
    grants: wishes.grants ?? [],
    denials: wishes.denials ?? [],
  };
  return { form, nonce: random32() };
}
