import type { Resource } from '../resource.ts';
import type { Chance } from './random.ts';
import { term } from './record.ts';

/** Who a synthetic patient is; every name says that the person is made up. */
export interface Person {
  readonly family: string;
  readonly given: readonly [string, string];
  readonly gender: 'female' | 'male';
  readonly birthDate: string;
  readonly heightCm: number;
  readonly weightKg: number;
}

const families = [
  'Testwell',
  'Sampleford',
  'Mockridge',
  'Demoore',
  'Fixtureham',
  'Placehold',
  'Synthby',
  'Exampleton',
  'Trialson',
  'Dummond',
] as const;
const women = [
  'Ingrid',
  'Amara',
  'Beatriz',
  'Noor',
  'Helena',
  'Mei',
  'Saskia',
  'Zoë',
  'Leila',
  'Ruth',
] as const;
const men = [
  'Jonas',
  'Tariq',
  'Mateo',
  'Oskar',
  'Emeka',
  'Luca',
  'Pavel',
  'Hiro',
  'André',
  'Samuel',
] as const;
const streets = ['Pattern Lane', 'Template Street', 'Specimen Road', 'Model Avenue'] as const;

/** Draws name, height and weight of somebody of this sex, born within the year. */
export function drawPerson(
  chance: Chance,
  {
    gender,
    born,
    index,
  }: { readonly gender: 'female' | 'male'; readonly born: number; readonly index: number },
): Person {
  const names = gender === 'female' ? women : men;
  const month = String(chance.whole(1, 12)).padStart(2, '0');
  const day = String(chance.whole(1, 28)).padStart(2, '0');
  const child = born > 2010;
  const heightCm = Math.round(
    child ? chance.around(124, 3) : chance.around(gender === 'female' ? 165 : 178, 5),
  );
  const weightKg = child ? chance.around(25, 2) : chance.around((heightCm / 100) ** 2 * 26, 5);
  const first = chance.whole(0, names.length - 1);
  return {
    family:
      families[(index + chance.whole(0, 1) * families.length) % families.length] ?? families[0],
    given: [names[first] ?? names[0], names[(first + 3) % names.length] ?? names[1]],
    gender,
    birthDate: `${born}-${month}-${day}`,
    heightCm,
    weightKg: Math.round(weightKg * 10) / 10,
  };
}

/** The Patient of a person: numbers, telephone and address are of ranges that nobody has. */
export function patientOf(chance: Chance, person: Person): Resource {
  const number = `S-${chance.whole(100_000, 999_999)}`;
  return {
    resourceType: 'Patient',
    identifier: [
      {
        use: 'usual',
        type: term('v2-0203', 'MR', 'Medical record number'),
        system: 'urn:oid:2.16.840.1.113883.19.5',
        value: number,
      },
    ],
    active: true,
    name: [{ use: 'official', family: person.family, given: person.given }],
    telecom: [
      { system: 'phone', value: `555-01${chance.whole(10, 99)}`, use: 'home' },
      {
        system: 'email',
        value: `${number.toLowerCase()}@example.org`,
      },
    ],
    gender: person.gender,
    birthDate: person.birthDate,
    address: [
      {
        use: 'home',
        line: [`${chance.whole(1, 99)} ${chance.pick(streets)}`],
        city: 'Sampleton',
        postalCode: `000${chance.whole(10, 99)}`,
        country: 'XX',
      },
    ],
    communication: [
      { language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en' }] }, preferred: true },
    ],
  };
}

/** The hospital that a synthetic record comes from. */
export function hospitalOf(chance: Chance): Resource {
  const name = chance.pick([
    'Sampleton General Hospital',
    'Pattern Street Clinic',
    'Model Valley Hospital',
  ]);
  return {
    resourceType: 'Organization',
    identifier: [
      { system: 'urn:oid:2.16.840.1.113883.19.6', value: `H-${chance.whole(100, 999)}` },
    ],
    active: true,
    type: [term('organization-type', 'prov', 'Healthcare Provider')],
    name,
    telecom: [{ system: 'phone', value: `555-01${chance.whole(10, 99)}`, use: 'work' }],
    address: [
      { use: 'work', line: [`1 ${chance.pick(streets)}`], city: 'Sampleton', country: 'XX' },
    ],
  };
}

/** A doctor of that hospital. */
export function doctorOf(chance: Chance): Resource {
  const female = chance.happens(0.5);
  return {
    resourceType: 'Practitioner',
    identifier: [
      { system: 'urn:oid:2.16.840.1.113883.19.7', value: `D-${chance.whole(1000, 9999)}` },
    ],
    active: true,
    name: [
      {
        use: 'official',
        family: chance.pick(['Modelby', 'Protowell', 'Samplehart', 'Archetypus']),
        given: [chance.pick(female ? women : men)],
        prefix: ['Dr.'],
      },
    ],
    telecom: [{ system: 'email', value: 'clinic@example.org', use: 'work' }],
    gender: female ? 'female' : 'male',
    qualification: [{ code: term('v2-0360', 'MD', 'Doctor of Medicine') }],
  };
}
