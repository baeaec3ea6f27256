import { folded } from './fold.ts';
import { listOf, recordsOf, textOf } from './resource.ts';
import type { Resource } from './resource.ts';

/** What two hospitals compare to know that they mean the same person (R9), and nothing more. */
export interface Comparison {
  readonly name: { readonly family: string; readonly given: readonly string[] };
  /** As FHIR writes it, `1974-12-25`; null where unknown. */
  readonly birthDate: string | null;
  /** The administrative gender; null where none is recorded. */
  readonly sex: string | null;
}

/** The comparison of a Patient: the official name, else the first that is in use. */
export function comparison(patient: Resource): Comparison {
  const names = recordsOf(patient['name']);
  const inUse = names.filter(({ use }) => use !== 'old' && use !== 'maiden' && use !== 'nickname');
  const name = inUse.find(({ use }) => use === 'official') ?? inUse[0] ?? names[0] ?? {};
  const family = textOf(name['family']);
  const given = listOf(name['given']).flatMap((each) => textOf(each) ?? []);
  const words = (textOf(name['text']) ?? '').split(/\s+/).filter((word) => word !== '');
  return {
    name:
      family === undefined && given.length === 0
        ? { family: words.at(-1) ?? '', given: words.slice(0, -1) }
        : { family: family ?? '', given },
    birthDate: textOf(patient['birthDate']) ?? null,
    sex: textOf(patient['gender']) ?? null,
  };
}

/**
 * Whether two comparisons are of the same person: the same family name, the same given names in any
 * order, the same full birth date and the same sex. Case, accents, hyphens, points and apostrophes do not
 * count; what is missing on either side is no match (but for a sex that neither side knows).
 */
export function samePerson(a: Comparison, b: Comparison): boolean {
  const family = letters(a.name.family);
  return (
    family !== '' &&
    family === letters(b.name.family) &&
    givenOf(a) !== '' &&
    givenOf(a) === givenOf(b) &&
    a.birthDate !== null &&
    /^\d{4}-\d{2}-\d{2}$/.test(a.birthDate) &&
    a.birthDate === b.birthDate &&
    (a.sex ?? 'unknown') === (b.sex ?? 'unknown')
  );
}

function letters(name: string): string {
  return folded(name).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The single given names in alphabetical order; `Anna-Maria` and `Anna Maria` are two names either way. */
function givenOf({ name }: Comparison): string {
  return name.given
    .flatMap((each) => folded(each).split(/[\s-]+/))
    .map(letters)
    .filter((each) => each !== '')
    .toSorted()
    .join(' ');
}
