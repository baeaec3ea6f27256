import type { Entry } from '../journal/entry.ts';
import { isObject } from '../shape.ts';
import type { News, NewsKind } from './bulletin.ts';

const kinds: Readonly<Record<string, NewsKind>> = {
  act: 'chart',
  anchored: 'status',
  answer: 'disclosure',
  'answer-anchored': 'disclosure',
  'asking-stopped': 'notice',
  'break-glass': 'notice',
  access: 'disclosure',
  card: 'consent',
  consent: 'consent',
  credential: 'consent',
  erased: 'consent',
  flood: 'disclosure',
  incident: 'status',
  quarantine: 'alert',
  reading: 'reading',
  'receipt-taken': 'disclosure',
  received: 'disclosure',
  'received-anchored': 'disclosure',
  review: 'notice',
  'stop-raised': 'status',
  'take-back': 'consent',
  team: 'disclosure',
};

/** What a patient hides changes what her chart, her readings and the list of accesses show; nobody is told that it is this. */
const masking: ReadonlySet<string> = new Set(['objection', 'objection-lifted']);
const masked: readonly NewsKind[] = ['chart', 'disclosure', 'reading'];

/** What a journaled entry means to open pages: ids alone, one piece of news for each patient concerned. */
export function newsOfEntry(entry: Entry): News[] {
  if (masking.has(entry.t))
    return patientsOf(entry).flatMap((patient) => masked.map((kind) => ({ kind, patient })));
  const kind = kinds[entry.t];
  if (kind === undefined) return [];
  const id = entry['id'];
  const news: News = { kind, type: entry.t, ...(typeof id === 'string' ? { id } : {}) };
  // While the patient is told only later, the hospital alone hears of it (C8.2).
  const patients = isObject(entry['delay']) ? [] : patientsOf(entry);
  return patients.length === 0 ? [news] : patients.map((patient) => ({ ...news, patient }));
}

/** An act names patients by version, an access by list, everything else names one. */
function patientsOf(entry: Entry): string[] {
  const { versions, patients, patient } = entry;
  const found = [
    ...(Array.isArray(versions) ? versions.map((each) => isObject(each) && each['patient']) : []),
    ...(Array.isArray(patients) ? patients : []),
    patient,
  ];
  return [...new Set(found.filter((each) => typeof each === 'string'))];
}
