import { describe, expect, it } from 'vitest';
import { comparison, samePerson } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { reduced } from './reduced.ts';
import { validate } from './validate.ts';

const person = (
  family: string,
  given: string[],
  birthDate: string | null = '1974-12-25',
  sex: string | null = 'female',
): Comparison => ({ name: { family, given }, birthDate, sex });
const anna = person('Müller', ['Anna', 'Maria']);

describe('comparison', () => {
  it('R9 takes the official name in use, birth date and sex, and nothing else', () => {
    expect(
      comparison({
        resourceType: 'Patient',
        id: 'p',
        identifier: [{ value: '1' }],
        name: [
          { use: 'maiden', family: 'Old' },
          { use: 'usual', family: 'Usual' },
          { use: 'official', family: 'Müller', given: ['Anna', 'Maria'], prefix: ['Dr'] },
        ],
        birthDate: '1974-12-25',
        gender: 'female',
        address: [{ city: 'x' }],
      }),
    ).toEqual(anna);
  });

  it('reads a name that is only a text, and says what is missing', () => {
    expect(
      comparison({ resourceType: 'Patient', name: [{ text: ' Anna Maria  Müller ' }] }),
    ).toEqual(person('Müller', ['Anna', 'Maria'], null, null));
    expect(comparison({ resourceType: 'Patient' })).toEqual(person('', [], null, null));
    expect(comparison({ resourceType: 'Patient', name: 7, birthDate: 7 })).toEqual(
      person('', [], null, null),
    );
  });
});

describe('samePerson', () => {
  it.each([
    ['itself', anna],
    ['another case', person('MÜLLER', ['anna', 'MARIA'])],
    ['no accents', person('Muller', ['Anna', 'Maria'])],
    ['accents written as a base letter and a mark', person('Mu\u0308ller', ['Anna', 'Maria'])],
    ['given names in another order', person('Müller', ['Maria', 'Anna'])],
    ['given names in one text', person('Müller', ['Anna Maria'])],
    ['given names with a hyphen', person('Müller', ['Anna-Maria'])],
  ])('R9 is the same by %s', (_what, other) => {
    expect(samePerson(anna, other)).toBe(true);
    expect(samePerson(other, anna)).toBe(true);
  });

  it.each([
    ['family name', person('Mueller', ['Anna', 'Maria'])],
    ['given name', person('Müller', ['Anna'])],
    ['day of birth', person('Müller', ['Anna', 'Maria'], '1974-12-26')],
    ['sex', person('Müller', ['Anna', 'Maria'], '1974-12-25', 'male')],
    ['recorded sex', person('Müller', ['Anna', 'Maria'], '1974-12-25', null)],
    ['full birth date', person('Müller', ['Anna', 'Maria'], '1974-12')],
    ['known birth date', person('Müller', ['Anna', 'Maria'], null)],
  ])('R9 is another person by another %s', (_what, other) => {
    expect(samePerson(anna, other)).toBe(false);
    expect(samePerson(other, anna)).toBe(false);
  });

  it('R9 what neither side knows is no match, but for the sex', () => {
    const nameless = person('', []);
    expect(samePerson(nameless, nameless)).toBe(false);
    const undated = person('Müller', ['Anna'], null);
    expect(samePerson(undated, undated)).toBe(false);
    expect(
      samePerson(
        person('Müller', ['Anna'], '1974-12-25', null),
        person('Müller', ['Anna'], '1974-12-25', 'unknown'),
      ),
    ).toBe(true);
  });

  it('R9 letters that do not come apart are the same as what is written for them', () => {
    expect(samePerson(person('Strauß', ['Bjørn']), person('Strauss', ['Bjorn']))).toBe(true);
    expect(samePerson(person("O'Neill", ['Ann']), person('ONEILL', ['Ann']))).toBe(true);
    expect(samePerson(person('李', ['明']), person('李', ['明']))).toBe(true);
    expect(samePerson(person('李', ['明']), person('王', ['明']))).toBe(false);
  });
});

describe('reduced', () => {
  it('leaves name, role and contact of a directory entry', () => {
    const doctor = {
      resourceType: 'Practitioner',
      id: 'd',
      meta: { versionId: '1' },
      identifier: [{ value: 'NPI' }],
      active: true,
      name: [
        {
          id: 'x',
          family: 'Modelby',
          _family: { extension: [] },
          extension: [{ url: 'http://x', valueString: 'x' }],
        },
      ],
      telecom: [{ system: 'email', value: 'a@example.org' }],
      address: [{ city: 'home' }],
      gender: 'male',
      birthDate: '1970-01-01',
      photo: [{}],
      qualification: [{ identifier: [{ value: 'licence' }], code: { text: 'MD' } }],
    };
    const left = reduced(doctor);
    expect(left).toEqual({
      resourceType: 'Practitioner',
      id: 'd',
      active: true,
      name: [{ family: 'Modelby' }],
      telecom: [{ system: 'email', value: 'a@example.org' }],
      qualification: [{ code: { text: 'MD' } }],
    });
    expect(validate(left)).toEqual([]);
  });

  it('keeps to whom a role belongs, and gives nothing of a patient', () => {
    expect(
      reduced({
        resourceType: 'PractitionerRole',
        practitioner: { reference: 'Practitioner/d' },
        code: [{ text: 'Doctor' }],
        availableTime: [{}],
      }),
    ).toEqual({
      resourceType: 'PractitionerRole',
      practitioner: { reference: 'Practitioner/d' },
      code: [{ text: 'Doctor' }],
    });
    expect(reduced({ resourceType: 'Patient', id: 'p' })).toBeUndefined();
    expect(reduced({ resourceType: 'RelatedPerson', id: 'p' })).toBeUndefined();
  });
});
