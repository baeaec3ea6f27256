import { describe, expect, it } from 'vitest';
import { validate } from '@careledger/fhir';
import { patientResource } from './patient-resource.ts';

describe('patientResource', () => {
  it('I10 is a Patient by R4 with the limited fields that were given, and nothing else', () => {
    const made = patientResource({
      family: ' Lindqvist ',
      given: 'Marta  Ida',
      born: '1958-04-12',
      sex: 'female',
      number: '999 041 7732',
    });
    expect(validate(made)).toEqual([]);
    expect(made).toEqual({
      resourceType: 'Patient',
      name: [{ use: 'official', family: 'Lindqvist', given: ['Marta', 'Ida'] }],
      birthDate: '1958-04-12',
      gender: 'female',
      identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990417732' }],
    });
  });

  it('I10 leaves out a number that nobody knows', () => {
    const made = patientResource({
      family: 'Lindqvist',
      given: 'Marta',
      born: '1958-04-12',
      sex: 'unknown',
      number: ' ',
    });
    expect(made).not.toHaveProperty('identifier');
  });
});
