import type { Formats } from '../../words/format.ts';
import type { Say } from '../../words/words.ts';
import { isClosed, kindRows } from '../kinds.ts';
import type { patientEn } from '../words.ts';
import { isEmergency, isThrownAway, type DisclosureRow } from './disclosures.ts';

// Which of the patient's words a resource type falls under.
const rowOfType: Readonly<Record<string, (typeof kindRows)[number]['key']>> = {
  AllergyIntolerance: 'allergies',
  Condition: 'allergies',
  MedicationRequest: 'medications',
  MedicationStatement: 'medications',
  Observation: 'results',
  DiagnosticReport: 'results',
  DocumentReference: 'documents',
  ImagingStudy: 'imaging',
  Encounter: 'visits',
  Procedure: 'visits',
  CarePlan: 'visits',
  Immunization: 'immunisations',
};

/** Says one access: person or machine, role and place, what, for which event, outcome (PAGES, 3b). */
export function seenSentence(
  { row, custodianName }: { row: DisclosureRow; custodianName: string },
  options: {
    say: Say<typeof patientEn>;
    formats: Formats;
    nameOf: (member: string) => string;
  },
): string {
  const { say, formats, nameOf } = options;
  const organisation = nameOf(row.organisation);
  const role = row.role === null ? undefined : roleWord(row.role, say);
  // The node names a person with the hospital, which the sentence says by itself.
  const name = row.who.replace(`, ${organisation}`, '');
  const who = [name, role].filter((part) => part !== undefined && part !== '').join(', ');
  const what = whatOf(row, say, formats);
  if (row.outcome === 'refused')
    return say('seen.refused', { who, organisation, custodian: custodianName });
  if (isThrownAway(row))
    return say('seen.another', { who, organisation, custodian: custodianName });
  if (isEmergency(row))
    return say('seen.emergency', { who, organisation, what, custodian: custodianName });
  if (row.interaction === 'take-over') return say('seen.tookOver', { who, organisation });
  if (row.interaction === 'put-on-ward') return say('seen.moved', { who, organisation });
  if (row.kind === 'access')
    return row.count > 1
      ? say('seen.lookedMany', { who, organisation, what, why: whyOf(row, say), n: row.count })
      : say('seen.looked', { who, organisation, what, why: whyOf(row, say) });
  return say('seen.got', { who, organisation, what, custodian: custodianName });
}

/** When it was: a span where many alike are one line. */
export function seenWhen(row: DisclosureRow, formats: Formats, to: string): string {
  if (row.count <= 1 || row.since === undefined || row.since === row.at)
    return formats.when(row.at);
  return `${formats.when(row.since)} ${to} ${formats.time(row.at)}`;
}

function whatOf(row: DisclosureRow, say: Say<typeof patientEn>, formats: Formats): string {
  // Whoever searches is shown who somebody is, and nothing of the record.
  if (row.interaction === 'find') return say('seen.name');
  const rows = new Set(row.resources.flatMap(({ type }) => rowOfType[type] ?? []));
  if (rows.size === 0) return say('seen.record');
  return formats.list([...rows].map((key) => say(`kind.${key}.your`)));
}

const purposes = ['TREAT', 'HOPERAT', 'HCOMPL', 'HRESCH'] as const;

function whyOf({ purpose }: DisclosureRow, say: Say<typeof patientEn>): string {
  return say(`seen.why.${purposes.find((each) => each === purpose) ?? 'TREAT'}`);
}

function roleWord(role: string, say: Say<typeof patientEn>): string {
  switch (role) {
    case 'doctor':
    case 'nurse':
    case 'administrator':
    case 'privacy-officer':
    case 'auditor':
      return say(`who.${role}`);
    default:
      return isClosed(role) ? '' : role;
  }
}
