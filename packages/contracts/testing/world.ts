import { commitment, positionOf } from '@careledger/proof';
import type { AnswerInput, Decidable, Offer } from '../src/answer-input.ts';
import { consentAsked, type ConsentDocument, type Grant } from '../src/consent-document.ts';
import { leafHashOf } from '../src/leaf.ts';
import type { Members } from '../src/member.ts';
import { NO_PAUSE } from '../src/pause.ts';
import type { PatientLeaf } from '../src/patient-leaf.ts';
import type { StaffLeaf } from '../src/staff-leaf.ts';
import { answerInputFor, ask, type Asked } from './exchange.ts';
import { createHospital, enrolStaff, memberForm, type Hospital, type Person } from './hospital.ts';
import type { PasskeyPrompt } from './passkey.ts';
import { consent, enrolPatient, grantTo, type Patient } from './patient.ts';
import { random32 } from './signer.ts';

/** Two hospitals without a ledger: Riverside's doctor may see medications, allergies and problems of Northgate's patient. */
export type World = {
  readonly north: Hospital;
  readonly river: Hospital;
  readonly nurse: Person;
  readonly doctor: Person;
  readonly asker: Person;
  readonly patient: Patient;
  readonly grant: Grant;
  readonly offered: readonly Offer[];
};

/** The moment at which a world stands still. */
export const WORLD_NOW = 1_800_000_000_000;
/** The kinds that a world's patient granted. */
export const GRANTED_KINDS = ['medications', 'allergies', 'problems'] as const;
/** The indexes of what a world's grant releases. */
export const GRANTED = [0, 1, 2];

/** Enrols somebody without a ledger. */
export function hire(hospital: Hospital, role: Parameters<typeof enrolStaff>[1]['role']): Person {
  const { step, person } = enrolStaff(hospital, { role });
  step.commit();
  return person;
}

/** A world in which the request is granted. */
export function createWorld(now = WORLD_NOW): World {
  const clock = () => now;
  const channel = 'careledger';
  const north = createHospital({ id: 'northgate', channel, clock });
  const river = createHospital({ id: 'riverside', channel, clock });
  const nurse = hire(north, 'nurse');
  const doctor = hire(north, 'doctor');
  hire(river, 'nurse');
  const asker = hire(river, 'doctor');
  const { step, patient } = enrolPatient(north, { signers: [nurse, doctor] });
  step.commit();
  enrolPatient(north, { signers: [nurse, doctor] }).step.commit();
  const grant = grantTo({ hospital: river, person: asker }, GRANTED_KINDS);
  consent(patient, { grants: [grant] }).step.commit();
  const offered = [
    offer('medications'),
    offer('allergies'),
    offer('problems'),
    offer('vitals'),
    offer('problems', ['PSY']),
  ];
  return { north, river, nurse, doctor, asker, patient, grant, offered };
}

/** Something to release. */
export function offer(
  kind: string,
  labels: readonly string[] = [],
  date: number | null = null,
): Offer {
  return { commitment: random32(), kind, labels, date };
}

/** What is decided in a world, with what differs from the granted request. */
export function decidable(
  world: World,
  differently: {
    asked?: Asked;
    input?: Partial<AnswerInput>;
    context?: Partial<Omit<Decidable, 'input'>>;
  } = {},
): Decidable {
  const { north, river, patient, offered } = world;
  const asked = differently.asked ?? ask(world.asker, north);
  const input = answerInputFor(north, asked, { patient, offered });
  return {
    channel: north.channel,
    member: north.id,
    now: north.clock(),
    members: membersOf(world),
    pause: NO_PAUSE,
    roots: {
      requesterStaff: river.maps.staff.root,
      staff: north.maps.staff.root,
      patients: north.maps.patients.root,
      stop: north.stops.root,
    },
    ...differently.context,
    input: { ...input, ...differently.input },
  };
}

/** Both hospitals as members. */
export function membersOf({ north, river }: Pick<World, 'north' | 'river'>): Members {
  return { v: 1, members: [memberForm(north), memberForm(river)] };
}

/** Puts a leaf in the place of the patient's, whatever the contract would say. */
export function force(patient: Patient, leaf: PatientLeaf): void {
  patient.held = { leaf, nonce: random32() };
  const hash = leafHashOf(patient.held.leaf, patient.held.nonce);
  patient.hospital.maps.patients.set(positionOf(leaf.handle), hash);
}

/** Puts a document in force that the passkey signed, whatever the contract would say of it. */
export function forceConsent(
  patient: Patient,
  differently: {
    document?: Partial<ConsentDocument>;
    prompt?: Partial<PasskeyPrompt>;
    signed?: Partial<Parameters<typeof consentAsked>[0]>;
  },
): void {
  const { hospital, passkey, held } = patient;
  const form = { ...patient.document.form, ...differently.document };
  patient.document = { form, nonce: random32() };
  const document = commitment(patient.document.nonce, form);
  force(patient, { ...held.leaf, head: { ...held.leaf.head, document } });
  const { handle, head } = patient.held.leaf;
  const { version } = head;
  const said = { channel: hospital.channel, handle, version, document, ...differently.signed };
  const challenge = consentAsked(said);
  const prompt = { challenge, origin: hospital.origin, ...differently.prompt };
  const assertion = passkey.assert(prompt);
  patient.consentBy = { kind: 'assertion', credential: passkey.id, assertion };
}

/** Puts another leaf in the place of a person's, whatever the contract would say. */
export function forceStaff(person: Person, differently: Partial<StaffLeaf>): Person {
  const leaf = { ...person.held.leaf, ...differently };
  return { ...person, held: { leaf, nonce: random32() } };
}
