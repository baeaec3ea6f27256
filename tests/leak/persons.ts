import { textIn } from '../../apps/cli/src/rows.ts';
import type { SoftwarePasskey } from '@careledger/keys';
import { assertion, oneOf } from '../passkeys.ts';
import { laterEntries, noReadings, readingOf } from './later.ts';
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
  usualPassword,
} from './story.ts';

/** What somebody is to Ann at Northgate. */
export type Standing =
  | 'administrator'
  | 'auditor'
  | 'doctor in care'
  | 'doctor outside the team'
  | 'guardian of another scope'
  | 'guardian who may see a label'
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
  /** Whose rows of the table are his. */
  readonly as: Standing;
  /** The kinds and labels that a guardian may see; absent for everybody else. */
  readonly scope?: readonly string[];
  /** The kinds and labels that she hides from him. */
  readonly hidden?: readonly string[];
  /** Signs him in at a Northgate that was opened anew; gives what is left of his session where he may not. */
  readonly enter: (at: HospitalHere) => Promise<string>;
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
  readonly stop: string;
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
  {
    to: 'frost@riverside',
    categories: ['immunisations', 'procedures', 'documents'],
    purpose: 'TREAT',
    dataFrom: '2019-06-01',
    dataUntil: '2020-06-01',
  },
] as const;

/** Kinds and labels that the guardians may see; who she is comes with them. */
const scopes = { plain: ['medications', 'problems'], labelled: ['problems', 'PSY'] };

const beside = (category: string, word: string | RegExp): Cell => ({
  category,
  kind: category,
  labels: [],
  word,
  isBeside: true,
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
  const guardian = await addGuardian(northgate, { patient, categories: scopes.plain });
  const trusted = await addGuardian(northgate, { patient, categories: scopes.labelled });
  const doctor = await signIn(northgate, northgate.account('doctor'));
  const later = await laterEntries(northgate, doctor, patient);
  for (const [user, role] of [
    ['ober', 'doctor'],
    ['ross', 'researcher'],
    ['audley', 'auditor'],
  ] as const)
    await employ(northgate, { user, role });
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
  const byRole = (role: string) => (at: HospitalHere) => signIn(at, at.account(role));
  const employed = (user: string) => (at: HospitalHere) =>
    signIn(at, { user, password: usualPassword });
  const holding = (key: SoftwarePasskey) => (at: HospitalHere) => signInWith(at, key);
  const left = (token: string) => async () => token;
  const entering: readonly Omit<Person, 'as' | 'token'>[] = [
    { standing: 'doctor in care', enter: byRole('doctor') },
    { standing: 'nurse in care', enter: byRole('nurse') },
    { standing: 'doctor outside the team', enter: employed('ober') },
    { standing: 'administrator', enter: byRole('administrator') },
    { standing: 'privacy officer', enter: byRole('privacy-officer') },
    { standing: 'researcher', enter: employed('ross') },
    { standing: 'auditor', enter: employed('audley') },
    { standing: 'patient', enter: holding(passkey) },
    { standing: 'other patient', enter: holding(other.passkey) },
    {
      standing: 'guardian of another scope',
      scope: ['identity', ...scopes.plain],
      enter: holding(guardian),
    },
    {
      standing: 'guardian who may see a label',
      scope: ['identity', ...scopes.labelled],
      enter: holding(trusted),
    },
    { standing: 'guardian whose period ended', enter: left(ending) },
    { standing: 'suspended doctor', enter: left(sands) },
    { standing: 'doctor of Riverside', enter: left(ellis) },
    { standing: 'no session', enter: left('') },
  ];
  const persons = await enterAll(entering, { at: northgate });
  await new Promise((resolve) => setTimeout(resolve, Date.parse(until) - Date.now()));
  return {
    northgate,
    riverside,
    persons,
    patient,
    entries,
    card,
    stop,
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

/** Signs everybody in at Northgate; where the whole hospital may open a chart, a doctor outside the team is like one of it. */
export async function enterAll(
  persons: readonly Omit<Person, 'as' | 'token'>[],
  { at, isForAll = false }: { at: HospitalHere; isForAll?: boolean },
): Promise<Person[]> {
  const like: Readonly<Partial<Record<Standing, Standing>>> = {
    'guardian who may see a label': 'guardian of another scope',
    ...(isForAll ? { 'doctor outside the team': 'doctor in care' } : {}),
  };
  const found: Person[] = [];
  for (const { standing, ...person } of persons) {
    const as = like[standing] ?? standing;
    found.push({ ...person, standing, token: await person.enter(at), as });
  }
  return found;
}

/** Ann hides something from whoever does not treat her, and something else from the nurse who does. */
export async function hide(
  at: HospitalHere,
  { persons, passkey }: { persons: readonly Person[]; passkey: SoftwarePasskey },
): Promise<Person[]> {
  const her = persons.find(({ standing }) => standing === 'patient')?.token ?? '';
  const asked = oneOf(await call(at, '', 'login-challenge', { credential: passkey.id }));
  await call(at, her, 'step-up', { assertion: assertion(passkey, asked) });
  const hidden = { outside: ['documents', 'SDV'], nurse: ['plans', 'PSY'] };
  await call(at, her, 'hide', { categories: hidden.outside });
  await call(at, her, 'hide', { categories: hidden.nurse, who: at.account('nurse').user });
  return persons.map((person) => ({
    ...person,
    ...(person.standing === 'doctor outside the team' && { hidden: hidden.outside }),
    ...(person.standing === 'nurse in care' && { hidden: hidden.nurse }),
  }));
}
