import { expandCategories } from '@careledger/fhir';
import { CareError } from '../care-error.ts';

/** Kinds and labels as they stand in a grant or request, `summary` written out; throws CareError `invalid` for unknown ones. */
export function knownCategories(given: readonly string[]): string[] {
  const { categories, unknown } = expandCategories(given);
  if (unknown.length > 0)
    throw new CareError(
      'invalid',
      `Not a category or label: ${unknown.map((name) => name.slice(0, 40)).join(', ')}. docs/categories lists them.`,
    );
  return [...categories];
}
