/** What a form about a new patient holds. */
export interface NewPatient {
  readonly family: string;
  readonly given: string;
  readonly born: string;
  readonly sex: 'female' | 'male' | 'other' | 'unknown';
  readonly number: string;
}

const nhsNumber = 'https://fhir.nhs.uk/Id/nhs-number';

/** The FHIR Patient of a form; only what was given stands in it. */
export function patientResource({ family, given, born, sex, number }: NewPatient) {
  const digits = number.replaceAll(/\s/g, '');
  return {
    resourceType: 'Patient',
    name: [
      {
        use: 'official',
        family: family.trim(),
        given: given
          .trim()
          .split(/\s+/)
          .filter((part) => part !== ''),
      },
    ],
    birthDate: born,
    gender: sex,
    ...(digits === '' ? {} : { identifier: [{ system: nhsNumber, value: digits }] }),
  };
}
