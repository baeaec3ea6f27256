import { plainCodesOf, wordsOf } from './concept.ts';
import { at, listOf, textOf } from './json.ts';

/** Who a patient is, as the banner and every dialog say it. */
export interface Identity {
  readonly id: string;
  /** `LINDQVIST, Marta`; empty where no name is recorded. */
  readonly name: string;
  readonly family: string;
  readonly given: string;
  /** `Ms`; empty where none is recorded. */
  readonly title: string;
  readonly born: string | null;
  readonly gender: 'female' | 'male' | 'other' | 'unknown';
  readonly numbers: readonly PatientNumber[];
  readonly died: string | null;
}

/** A number by which a patient is known; `label` is said as it is, `kind` is a key of the messages. */
export interface PatientNumber {
  readonly kind: 'hospital' | 'national' | 'other';
  readonly label: string;
  readonly value: string;
}

/** The identity that a Patient resource gives. */
export function identityOf(patient: unknown): Identity {
  const names = listOf(at(patient, 'name'));
  const name = names.find((each) => at(each, 'use') === 'official') ?? names[0];
  const given = listOf(at(name, 'given'))
    .flatMap((each) => textOf(each) ?? [])
    .join(' ');
  const family = textOf(at(name, 'family')) ?? '';
  const gender = at(patient, 'gender');
  return {
    id: textOf(at(patient, 'id')) ?? '',
    name: listName(family, given) || (textOf(at(name, 'text')) ?? ''),
    family,
    given,
    title: listOf(at(name, 'prefix')).flatMap((each) => textOf(each) ?? [])[0] ?? '',
    born: textOf(at(patient, 'birthDate')) ?? null,
    gender: gender === 'female' || gender === 'male' || gender === 'other' ? gender : 'unknown',
    numbers: listOf(at(patient, 'identifier'))
      .flatMap(numberOf)
      .toSorted((left, right) => order[left.kind] - order[right.kind]),
    died: textOf(at(patient, 'deceasedDateTime')) ?? null,
  };
}

/** A name as it stands in banner and lists. */
function listName(family: string, given: string): string {
  return [family.toUpperCase(), given].filter((part) => part !== '').join(', ');
}

const order: Readonly<Record<PatientNumber['kind'], number>> = {
  national: 0,
  hospital: 1,
  other: 2,
};
const national: Readonly<Record<string, string>> = {
  'https://fhir.nhs.uk/Id/nhs-number': 'NHS No.',
  'http://hl7.org/fhir/sid/us-ssn': 'SSN',
  'http://fhir.de/sid/gkv/kvid-10': 'KVNR',
};

function numberOf(identifier: unknown): PatientNumber[] {
  const value = textOf(at(identifier, 'value'));
  if (value === undefined) return [];
  const label = national[textOf(at(identifier, 'system')) ?? ''];
  if (label !== undefined) return [{ kind: 'national', label, value: grouped(value) }];
  if (plainCodesOf(at(identifier, 'type')).includes('MR'))
    return [{ kind: 'hospital', label: '', value }];
  const words = wordsOf(at(identifier, 'type'));
  return words === '' ? [] : [{ kind: 'other', label: words, value }];
}

/** Ten digits in groups of 3, 3 and 4. */
function grouped(value: string): string {
  return /^\d{10}$/.test(value)
    ? `${value.slice(0, 3)} ${value.slice(3, 6)} ${value.slice(6)}`
    : value;
}
