import { dayOf } from './clinical-date.ts';
import type { Entry } from './entry.ts';
import { eventWords, type EventKind } from './event-words.ts';
import { at, listOf, textOf } from './json.ts';
import { resultsOf, type ResultPoint } from './results.ts';

/** One value of an event that tells several. */
export interface EventValue {
  readonly name: string;
  readonly point: ResultPoint;
}

/** One line of the timeline. */
export interface TimelineEvent {
  readonly key: string;
  readonly kind: EventKind;
  /** FHIR date of the event. */
  readonly date: string;
  readonly words: string;
  /** Values, those out of their range first. */
  readonly values: readonly EventValue[];
  /** The entries behind the line; the first gives its custodian and its mark. */
  readonly entries: readonly Entry[];
}

/** The events of one day, newest first. */
export interface TimelineDay {
  readonly day: string;
  readonly events: readonly TimelineEvent[];
}

/** What happened, by days, newest first; values taken together are one line. */
export function timelineOf(entries: readonly Entry[]): readonly TimelineDay[] {
  const shown = entries.filter(({ isInError, type }) => !isInError && !hidden.has(type));
  const reported = new Set(shown.flatMap(reportedBy));
  const single = shown
    .filter(({ type }) => type !== 'Observation')
    .flatMap((entry) => eventOf(entry, shown));
  const measured = shown.filter(
    (entry) => entry.type === 'Observation' && !reported.has(`${entry.custodian}/${entry.id}`),
  );
  const events = [...single, ...groupsOf(measured)].toSorted((left, right) =>
    right.date.localeCompare(left.date),
  );
  const days = new Map<string, TimelineEvent[]>();
  for (const event of events) {
    const day = dayOf(event.date);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days].map(([day, ofDay]) => ({ day, events: ofDay }));
}

/** The days that hold the first so many events, the last of them cut short. */
export function firstOf(days: readonly TimelineDay[], most: number): readonly TimelineDay[] {
  let left = most;
  return days.flatMap(({ day, events }) => {
    const shown = events.slice(0, Math.max(0, left));
    left -= shown.length;
    return shown.length === 0 ? [] : [{ day, events: shown }];
  });
}

const hidden = new Set([
  'Patient',
  'Medication',
  'Practitioner',
  'Organization',
  'Provenance',
  'Device',
]);

const kindOfType: Readonly<Record<string, EventKind>> = {
  AllergyIntolerance: 'allergy',
  CarePlan: 'plan',
  Condition: 'problem',
  DiagnosticReport: 'report',
  DocumentReference: 'document',
  Encounter: 'encounter',
  Immunization: 'immunisation',
  MedicationRequest: 'medicine',
  MedicationStatement: 'medicine',
  Procedure: 'procedure',
};

function eventOf(entry: Entry, all: readonly Entry[]): TimelineEvent[] {
  const { resource, type } = entry;
  const key = `${entry.custodian}/${type}/${entry.id}`;
  const date = dateOf(entry);
  if (date === undefined) return [];
  if (entry.isDamaged)
    return [{ key, kind: 'damaged', date, words: '', values: [], entries: [entry] }];
  const kind = kindOfType[type] ?? 'other';
  const results = new Set(reportedBy(entry));
  const parts = all.filter((each) => results.has(`${each.custodian}/${each.id}`));
  return [
    {
      key,
      kind,
      date,
      words: eventWords(kind, resource, type),
      values: valuesOf(parts),
      entries: [entry, ...parts],
    },
  ];
}

/** Observations taken at the same moment at one hospital are one line. */
function groupsOf(observations: readonly Entry[]): TimelineEvent[] {
  const groups = new Map<string, { date: string; kind: EventKind; entries: Entry[] }>();
  for (const entry of observations) {
    const date = dateOf(entry);
    if (date === undefined) continue;
    const kind = entry.isDamaged ? 'damaged' : entry.kind === 'vitals' ? 'vitals' : 'results';
    const key = `${entry.custodian}/${kind}/${date}${entry.isDamaged ? entry.id : ''}`;
    const known = groups.get(key) ?? { date, kind, entries: [] };
    known.entries.push(entry);
    groups.set(key, known);
  }
  return [...groups].map(([key, { date, kind, entries }]) => ({
    key,
    kind,
    date,
    words: '',
    values: valuesOf(entries),
    entries,
  }));
}

function valuesOf(entries: readonly Entry[]): readonly EventValue[] {
  return resultsOf(entries)
    .map(({ latest, name }) => ({ name, point: latest }))
    .toSorted(
      (left, right) =>
        Number(left.point.flag === null) - Number(right.point.flag === null) ||
        weight(left.name) - weight(right.name),
    );
}

const first = [
  'Systolic pressure',
  'Diastolic pressure',
  'Pulse',
  'Respiratory rate',
  'SpO₂',
  'Temperature',
];

/** What a clinician reads first at a visit stands first. */
function weight(name: string): number {
  const place = first.indexOf(name);
  return place === -1 ? first.length : place;
}

function reportedBy({ custodian, resource, type }: Entry): string[] {
  if (type !== 'DiagnosticReport') return [];
  return listOf(at(resource, 'result')).flatMap((result) => {
    const id = (textOf(at(result, 'reference')) ?? '').split('/').at(-1);
    return id === undefined || id === '' ? [] : [`${custodian}/${id}`];
  });
}

const dateElements = [
  ['period', 'start'],
  ['performedPeriod', 'start'],
  ['effectivePeriod', 'start'],
  ['effectiveDateTime'],
  ['onsetDateTime'],
  ['occurrenceDateTime'],
  ['performedDateTime'],
  ['authoredOn'],
  ['recordedDate'],
  ['date'],
  ['issued'],
  ['created'],
] as const;

function dateOf({ resource, writtenAt }: Entry): string | undefined {
  const said = dateElements
    .map((path) => textOf(at(resource, ...path)))
    .find((each) => each !== undefined);
  return said ?? (writtenAt === null ? undefined : new Date(writtenAt).toISOString());
}
