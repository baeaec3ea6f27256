import { codesOf, plainCodesOf, wordsOf } from './concept.ts';
import type { Entry } from './entry.ts';
import { at, listOf, textOf } from './json.ts';

/** How bad a reaction was, as it was recorded. */
export type Severity = 'mild' | 'moderate' | 'severe';

/** An allergy or intolerance as the chart lists it. */
export interface Allergy {
  readonly entry: Entry;
  /** What the patient must not have, without the words around it: `Penicillin`. */
  readonly substance: string;
  readonly codes: readonly string[];
  readonly reactions: readonly string[];
  readonly severity: Severity | null;
  /** The worst that is expected; `high` stands before everything else. */
  readonly isHighRisk: boolean;
  readonly isConfirmed: boolean;
  /** FHIR date of recording or onset. */
  readonly since: string | null;
}

/** What a chart can say of allergies; an empty list never reads "none" (C10). */
export interface Allergies {
  readonly known: readonly Allergy[];
  /** Somebody recorded that the patient knows of none. */
  readonly denied: readonly Allergy[];
}

/** SNOMED CT: no known allergy, no known drug allergy, no known food allergy. */
const noneKnown = new Set(['716186003', '409137002', '429625007', '1003774007']);

/** The allergies in force among entries, the most dangerous first. */
export function allergiesOf(entries: readonly Entry[]): Allergies {
  const found = entries
    .filter(({ type, isDamaged }) => type === 'AllergyIntolerance' && !isDamaged)
    .filter(isInForce)
    .map((entry) => ({ allergy: allergyOf(entry), isNone: saysNone(entry) }));
  return {
    known: found
      .filter(({ isNone }) => !isNone)
      .map(({ allergy }) => allergy)
      .toSorted((left, right) => danger(right) - danger(left)),
    denied: found.filter(({ isNone }) => isNone).map(({ allergy }) => allergy),
  };
}

function isInForce({ isInError, resource }: Entry): boolean {
  const status = plainCodesOf(at(resource, 'clinicalStatus'));
  const verified = plainCodesOf(at(resource, 'verificationStatus'));
  return (
    !isInError &&
    !verified.some((code) => code === 'refuted' || code === 'entered-in-error') &&
    !status.some((code) => code === 'inactive' || code === 'resolved')
  );
}

function saysNone({ resource }: Entry): boolean {
  return plainCodesOf(at(resource, 'code')).some((code) => noneKnown.has(code));
}

function allergyOf(entry: Entry): Allergy {
  const { resource } = entry;
  const reactions = listOf(at(resource, 'reaction'));
  return {
    entry,
    substance: substanceOf(wordsOf(at(resource, 'code'))),
    codes: codesOf(at(resource, 'code')),
    reactions: reactions
      .flatMap((each) => listOf(at(each, 'manifestation')))
      .map(wordsOf)
      .filter((words) => words !== ''),
    severity: worst(reactions.map((each) => textOf(at(each, 'severity')))),
    isHighRisk: at(resource, 'criticality') === 'high',
    isConfirmed: plainCodesOf(at(resource, 'verificationStatus')).includes('confirmed'),
    since: textOf(at(resource, 'recordedDate')) ?? textOf(at(resource, 'onsetDateTime')) ?? null,
  };
}

/** `Allergy to penicillin` and `Latex allergy` name the substance alone. */
function substanceOf(words: string): string {
  const bare = words
    .replace(/^(?:Allergy to|Allergie gegen) /i, '')
    .replace(/ (?:allergy|allergie)$/i, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

function worst(severities: readonly (string | undefined)[]): Severity | null {
  return (
    (['severe', 'moderate', 'mild'] as const).find((each) => severities.includes(each)) ?? null
  );
}

function danger({ isHighRisk, severity }: Allergy): number {
  const points = { severe: 3, moderate: 2, mild: 1 };
  return (isHighRisk ? 4 : 0) + (severity === null ? 0 : points[severity]);
}
