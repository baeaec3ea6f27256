import { kinds } from '@careledger/fhir';
import { CareError } from '../care-error.ts';
import { knownCategories } from '../exchange/categories.ts';
import type { Guardianship } from './guardianship.ts';

/** Who shall act for a patient, as the first of two staff says it; no categories means every kind without sensitive labels. */
export interface NewGuardian {
  readonly patient: string;
  readonly name: string;
  readonly relation: string;
  readonly scope: 'consent' | 'view';
  readonly categories?: readonly string[];
  readonly from?: number;
  readonly until?: number;
}

/** The guardianship that two of staff sign; who the patient is may always be seen. */
export function newGuardianship(given: NewGuardian, now: number): Guardianship {
  const { patient, name, relation, scope, categories, until = null } = given;
  const from = Math.max(given.from ?? now, now);
  if (until !== null && until <= from)
    throw new CareError('invalid', 'The period of a guardian ends after it begins.');
  const named = categories === undefined ? kinds : knownCategories(categories);
  return {
    patient,
    name,
    relation,
    scope,
    categories: [...new Set(['identity', ...named])],
    from,
    until,
  };
}
