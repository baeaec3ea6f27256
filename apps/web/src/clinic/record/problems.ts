import { codesOf, plainCodesOf, wordsOf } from './concept.ts';
import type { Entry } from './entry.ts';
import { at, textOf } from './json.ts';

/** A problem of the patient, present or past. */
export interface Problem {
  readonly entry: Entry;
  readonly name: string;
  readonly codes: readonly string[];
  readonly isActive: boolean;
  readonly isConfirmed: boolean;
  /** FHIR date of its beginning, else of its recording. */
  readonly since: string | null;
  readonly until: string | null;
}

/** The problems among entries: what is active first, then the newest. */
export function problemsOf(entries: readonly Entry[]): readonly Problem[] {
  return entries
    .filter(({ type, isDamaged, isInError }) => type === 'Condition' && !isDamaged && !isInError)
    .map(problemOf)
    .filter((problem): problem is Problem => problem !== undefined)
    .toSorted(
      (left, right) =>
        Number(right.isActive) - Number(left.isActive) ||
        (right.since ?? '').localeCompare(left.since ?? ''),
    );
}

function problemOf(entry: Entry): Problem | undefined {
  const { resource } = entry;
  const verified = plainCodesOf(at(resource, 'verificationStatus'));
  if (verified.some((code) => code === 'refuted' || code === 'entered-in-error')) return undefined;
  const status = plainCodesOf(at(resource, 'clinicalStatus'));
  const until = textOf(at(resource, 'abatementDateTime')) ?? null;
  return {
    entry,
    name: wordsOf(at(resource, 'code')),
    codes: codesOf(at(resource, 'code')),
    isActive:
      status.length === 0
        ? until === null
        : status.some((code) => ['active', 'recurrence', 'relapse'].includes(code)),
    isConfirmed: verified.length === 0 || verified.includes('confirmed'),
    since: textOf(at(resource, 'onsetDateTime')) ?? textOf(at(resource, 'recordedDate')) ?? null,
    until,
  };
}
