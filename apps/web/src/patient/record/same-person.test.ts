import { describe, expect, it } from 'vitest';
import { isSamePerson } from './same-person.ts';
import type { Version } from './version.ts';

const entry = (type: string, more: Record<string, unknown>): Version => ({
  type,
  id: 'e',
  version: 1,
  at: '2026-11-20T09:00:00Z',
  kind: 'identity',
  labels: [],
  tx: null,
  enteredInError: false,
  resource: { resourceType: type, ...more },
});
const person = (family: string, given: string[], birthDate?: string) =>
  entry('Patient', {
    name: [{ use: 'official', family, given }],
    ...(birthDate === undefined ? {} : { birthDate }),
  });
const own = [person('Müller', ['Anna', 'Maria'], '1974-12-25')];
const allergy = entry('AllergyIntolerance', { code: { text: 'Nuts' } });

describe('two parts of a record', () => {
  it.each([
    ['the same words', person('Müller', ['Anna', 'Maria'], '1974-12-25')],
    ['another case and no accents', person('MULLER', ['anna', 'maria'], '1974-12-25')],
    ['given names with a hyphen', person('Müller', ['Maria-Anna'], '1974-12-25')],
    [
      'a second name that both know',
      entry('Patient', {
        name: [{ family: 'Schmidt', given: ['Anna'] }, { text: 'Anna Maria Müller' }],
        birthDate: '1974-12-25',
      }),
    ],
  ])('R9 are of one person by %s', (_what, other) => {
    expect(isSamePerson(own, [other, allergy])).toBe(true);
    expect(isSamePerson([allergy, other], own)).toBe(true);
  });

  it('R9 are of one person where letters do not come apart', () => {
    const strauss = [person('Strauß', ['Bjørn'], '1980-01-02')];
    expect(isSamePerson(strauss, [person('Strauss', ['Bjorn'], '1980-01-02')])).toBe(true);
  });

  it.each([
    ['another given name', [person('Müller', ['Karl'], '1974-12-25')]],
    ['another family name', [person('Weber', ['Anna', 'Maria'], '1974-12-25')]],
    ['another birth date', [person('Müller', ['Anna', 'Maria'], '1974-12-26')]],
    ['no birth date', [person('Müller', ['Anna', 'Maria'])]],
    ['half a birth date', [person('Müller', ['Anna', 'Maria'], '1974-12')]],
    ['no name', [entry('Patient', { birthDate: '1974-12-25' })]],
    ['nobody', [allergy]],
    ['a second person', [...own, person('Müller', ['Karl'], '1974-12-25')]],
  ])('R9 are not of one person by %s', (_what, others) => {
    expect(isSamePerson(own, others)).toBe(false);
  });

  it('R9 are of nobody where neither says who it is', () => {
    const nameless = [entry('Patient', { name: [{}], birthDate: '1974-12-25' })];
    expect(isSamePerson(nameless, nameless)).toBe(false);
    const undated = [person('Müller', ['Anna'])];
    expect(isSamePerson(undated, undated)).toBe(false);
  });
});
