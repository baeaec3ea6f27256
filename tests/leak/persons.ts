import { textIn } from '../../apps/cli/src/rows.ts';
import { oneOf } from '../passkeys.ts';
import type { HospitalHere, Hospitals } from './hospitals.ts';
import { record, recordBundle, type Entry } from './record.ts';
import {
  addGuardian,
  admit,
  anchored,
  call,
  employ,
  enrol,
  grant,
  signIn,
  signInWith,
  suspend,
} from './story.ts';

/** What somebody is to Ann at Northgate. */
export type Standing =
  | 'administrator'
  | 'doctor in care'
  | 'doctor outside the team'
  | 'guardian of another scope'
  | 'guardian whose period ended'
  | 'doctor of Riverside'
  | 'no session'
  | 'nurse in care'
  | 'other patient'
  | 'patient'
  | 'privacy officer'
  | 'researcher'
  | 'suspended doctor';

/** Somebody with his session; empty where there is none. */
export interface Person {
  readonly standing: Standing;
  readonly token: string;
}

/** Something that may be found in an answer: an entry of the record, or words beside it. */
export interface Cell {
  readonly category: string;
  readonly kind: string;
  readonly labels: readonly string[];
  /** What is found where it appears. */
  readonly word: string | RegExp;
  /** Whether it stands beside the record and is no entry of it. */
  readonly isBeside?: true;
}

/** An entry of Ann's record and where it lies. */
export interface Placed extends Entry {
  readonly type: string;
  readonly id: string;
}

/** All that the table is about. */
export interface Scene {
  readonly northgate: HospitalHere;
  readonly riverside: HospitalHere;
  readonly persons: readonly Person[];
  readonly patient: string;
  readonly entries: readonly Placed[];
  readonly cells: readonly Cell[];
  readonly card: string;
  readonly she: {
    readonly token: string;
    readonly passkey: Awaited<ReturnType<typeof enrol>>['passkey'];
  };
  /** The question that Riverside's doctor asked in an emergency. */
  readonly request: string;
  /** Places in the journal that are no readings. */
  readonly journal: readonly number[];
  /** The place of her reading in the journal. */
  readonly reading: number;
  readonly grants: { readonly toEllis: string };
}

/** What Ann permits: to one doctor, to all of Riverside, and for research. */
export const consents = [
  { to: 'ellis@riverside', categories: ['medications', 'problems', 'PSY'], purpose: 'TREAT' },
  { to: 'riverside', categories: ['allergies', 'ETH', 'vitals'], purpose: 'TREAT' },
  { to: 'frost@riverside', categories: ['results', 'imaging'], purpose: 'HRESCH' },
] as const;

/** Kinds and labels that the guardian may see; who she is comes with them. */
export const scope = ['identity', 'medications', 'problems'];

const beside = (category: string, word: string | RegExp): Cell => ({
  category,
  kind: category,
  labels: [],
  word,
  isBeside: true,
});
const place = (patient: string) => ({ reference: `Patient/${patient}` });
const condition = (patient: string, word: string) => ({
  resourceType: 'Condition',
  code: { text: word },
  subject: place(patient),
});

/** Puts everybody and everything in place. */
export async function setScene(hospitals: Hospitals): Promise<Scene> {
  const { northgate, riverside } = hospitals;
  await anchored(hospitals);
  const { patient, places } = await admit(northgate, recordBundle);
  const bob = await admit(northgate, {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: 'urn:uuid:4b7a4ed0-8a4e-4f0f-9d8e-0c5d9f1b9999',
        resource: { resourceType: 'Patient', name: [{ family: 'Roe', given: ['Bob'] }] },
        request: { method: 'POST', url: 'Patient' },
      },
    ],
  });
  const { passkey, card, stop } = await enrol(northgate, patient);
  const other = await enrol(northgate, bob.patient);
  const until = new Date(Date.now() + 10_000).toISOString();
  const ended = await addGuardian(northgate, { patient, categories: ['medications'], until });
  const ending = await signInWith(northgate, ended);
  const guardian = await addGuardian(northgate, {
    patient,
    categories: ['medications', 'problems'],
  });
  const doctor = await signIn(northgate, northgate.account('doctor'));
  const later = await laterEntries(northgate, doctor, patient);
  const sands = await employ(northgate, { user: 'sands', role: 'doctor' });
  await suspend(northgate, 'sands');
  const she = { token: await signInWith(northgate, passkey), passkey };
  const given: string[] = [];
  for (const wish of consents) given.push(await grant(northgate, she, wish));
  await anchored(hospitals);
  const ellis = await signIn(riverside, riverside.account('doctor'));
  const [emergency, asked, corrected] = ['Kanari81q', 'Kanari82q', 'Kanari83q'];
  const { password } = riverside.account('doctor');
  const broken = oneOf(
    await call(riverside, ellis, 'break-glass', {
      card,
      reason: 'UNCONSCIOUS',
      text: emergency,
      password,
    }),
  );
  const wanted = { card, categories: ['problems', 'SDV'], days: 3, text: asked };
  await call(riverside, ellis, 'request', wanted);
  await call(northgate, she.token, 'correction-request', { field: 'name', text: corrected });
  const device = 'cafe'.repeat(16);
  const reading = await readingOf(northgate, patient, device);
  const entries = [
    ...record.map((entry, number): Placed => ({
      ...entry,
      ...(places[number] ?? { type: '', id: '' }),
    })),
    ...later,
  ];
  const persons: Person[] = [
    { standing: 'doctor in care', token: doctor },
    { standing: 'nurse in care', token: await signIn(northgate, northgate.account('nurse')) },
    {
      standing: 'doctor outside the team',
      token: await employ(northgate, { user: 'ober', role: 'doctor' }),
    },
    {
      standing: 'administrator',
      token: await signIn(northgate, northgate.account('administrator')),
    },
    {
      standing: 'privacy officer',
      token: await signIn(northgate, northgate.account('privacy-officer')),
    },
    {
      standing: 'researcher',
      token: await employ(northgate, { user: 'ross', role: 'researcher' }),
    },
    { standing: 'patient', token: she.token },
    { standing: 'other patient', token: await signInWith(northgate, other.passkey) },
    { standing: 'guardian of another scope', token: await signInWith(northgate, guardian) },
    { standing: 'guardian whose period ended', token: ending },
    { standing: 'suspended doctor', token: sands },
    { standing: 'doctor of Riverside', token: ellis },
    { standing: 'no session', token: '' },
  ];
  await new Promise((resolve) => setTimeout(resolve, Date.parse(until) - Date.now()));
  return {
    northgate,
    riverside,
    persons,
    patient,
    entries,
    card,
    she,
    request: textIn(broken, 'request'),
    journal: await noReadings(northgate),
    reading,
    grants: { toEllis: given[0] ?? '' },
    cells: [
      ...entries,
      beside('words of an emergency', emergency),
      beside('words of a request', asked),
      // They are about who she is.
      { ...beside('words of a correction', corrected), kind: 'identity' },
      beside('the card', card),
      beside('the stop code', stop),
      beside('a grant', given[0] ?? ''),
      beside('a reading', device),
      beside('an alert', new RegExp(`"patient":"${patient}"[^{}]*"level"`)),
    ],
  };
}

/** What was labelled only in its second version, and what was entered in error. */
async function laterEntries(at: HospitalHere, doctor: string, patient: string): Promise<Placed[]> {
  const create = async (word: string) => {
    const resource = condition(patient, word);
    const { body } = await at.send(
      { method: 'POST', url: '/fhir/R4/Condition', body: resource },
      doctor,
    );
    return { resource, word, type: 'Condition', id: textIn(oneOf(JSON.parse(body)), 'id') };
  };
  const relabelled = await create('Kanari71q');
  const wrong = await create('Kanari72q');
  const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'SDV' }];
  await call(at, doctor, 'amend', {
    id: `Condition/${relabelled.id}`,
    version: '1',
    resource: { ...relabelled.resource, id: relabelled.id, meta: { security } },
  });
  await call(at, doctor, 'enter-in-error', { id: `Condition/${wrong.id}`, reason: 'wrong chart' });
  return [
    { ...relabelled, category: 'problems, later SDV', kind: 'problems', labels: ['SDV'] },
    { ...wrong, category: 'problems in error', kind: 'in error', labels: [] },
  ];
}

/** A reading of Ann's bedside monitor that raises an alert. */
async function readingOf(at: HospitalHere, patient: string, device: string): Promise<number> {
  const now = Date.now();
  const observations = [{ code: '8867-4', value: '190', unit: '/min' }];
  const message = { v: 1, device, boot: 1, counter: 1, at: now, clock: 'synced', observations };
  const { index } = await at.node.practice.hospital.journal.append({
    t: 'reading',
    at: now,
    device,
    patient,
    born: '1971-02-03',
    message: { ...message, signature: 'AA' },
  });
  return index;
}

async function noReadings(at: HospitalHere): Promise<number[]> {
  const found: number[] = [];
  for await (const { entry, index } of at.node.practice.hospital.journal.entries())
    if (['answer', 'access', 'consent', 'request'].includes(entry.t)) found.push(index);
  return found.slice(-12);
}
