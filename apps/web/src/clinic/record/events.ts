import { wordsOf } from './concept.ts';
import type { Entry } from './entry.ts';
import { at, textOf } from './json.ts';

/** An event of this hospital for which another may be asked (C14). */
export interface CareEvent {
  readonly id: string;
  readonly words: string;
  /** FHIR date. */
  readonly date: string | null;
}

/** The visits and appointments of the own chart, newest first. */
export function eventsOf(entries: readonly Entry[]): readonly CareEvent[] {
  return entries
    .filter(
      ({ isInError, isOurs, type }) =>
        isOurs && !isInError && (type === 'Encounter' || type === 'Appointment'),
    )
    .map(({ id, resource, type }) => ({
      id: `${type}/${id}`,
      words:
        wordsOf(at(resource, 'type', 0)) ||
        wordsOf(at(resource, 'serviceType', 0)) ||
        wordsOf({ coding: [at(resource, 'class')] }),
      date: textOf(at(resource, 'period', 'start')) ?? textOf(at(resource, 'start')) ?? null,
    }))
    .toSorted((left, right) => (right.date ?? '').localeCompare(left.date ?? ''));
}
