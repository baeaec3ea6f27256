import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches } from './match.ts';
import type { Resource } from './resource.ts';
import { patient } from './search.fixture.ts';
import { compileSearch } from './search.ts';
import type { SearchOptions } from './search.ts';
import { indexTerms } from './terms.ts';

const sct = 'http://snomed.info/sct';

/** Whether a query finds a resource; throws the codes of the issues where it cannot be asked. */
function finds(query: string, resource: Resource, options: SearchOptions = {}): boolean {
  const compiled = compileSearch(resource.resourceType, new URLSearchParams(query), options);
  if (!compiled.ok) throw new Error(compiled.issues.map(({ code }) => code).join());
  return matches(indexTerms(resource), compiled.search.criteria);
}

const observation: Resource = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  category: [
    {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/observation-category',
          code: 'vital-signs',
        },
      ],
    },
  ],
  code: {
    coding: [{ system: 'http://loinc.org', code: '85354-9', display: 'Blood pressure panel' }],
    text: 'BP',
  },
  subject: { reference: 'Patient/p1' },
  performer: [
    { reference: 'http://other/fhir/Practitioner/9' },
    { identifier: { system: 'http://npi', value: '77' } },
  ],
  effectivePeriod: { start: '2024-03-01T08:00:00Z', end: '2024-03-01T09:00:00Z' },
  component: [
    {
      code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] },
      valueQuantity: {
        value: 120,
        unit: 'mmHg',
        system: 'http://unitsofmeasure.org',
        code: 'mm[Hg]',
      },
    },
  ],
};
const condition: Resource = {
  resourceType: 'Condition',
  subject: { reference: 'Patient/p1', type: 'Patient' },
  code: { coding: [{ system: sct, code: '38341003' }, { code: 'local' }] },
  onsetDateTime: '2019',
};

describe('search by token', () => {
  it.each([
    ['gender=female', true],
    ['gender=male', false],
    ['gender=male,female', true],
    ['gender:not=male', true],
    ['gender:not=female', false],
    ['gender=http://hl7.org/fhir/administrative-gender|female', true],
    ['gender=http://x|female', false],
    ['identifier=http://mrn|12\\,3\\|4', true],
    ['identifier=12\\,3\\|4', true],
    ['identifier=|12\\,3\\|4', false],
    ['identifier=http://mrn|', true],
    ['identifier=http://mrn|5', false],
    ['active=true', true],
    ['_id=p1', true],
    ['_id=p2', false],
    ['_tag=http://t|x', true],
    ['phone=555-0100', true],
    ['email=a@example.org', true],
    ['deceased=false', true],
    ['deceased=true', false],
  ])('%s is %s', (query, expected) => {
    expect(finds(query, patient)).toBe(expected);
  });

  it('finds any coding of a concept, by system, by code, by both, by text', () => {
    expect(finds(`code=${sct}|38341003`, condition)).toBe(true);
    expect(finds('code=local', condition)).toBe(true);
    expect(finds('code=|local', condition)).toBe(true);
    expect(finds(`code=|38341003`, condition)).toBe(false);
    expect(finds('code:text=blood PRESS', observation)).toBe(true);
    expect(finds('code:text=pressure', observation)).toBe(false);
    expect(finds('category=vital-signs&code=85354-9', observation)).toBe(true);
    expect(finds('combo-code=8480-6', observation)).toBe(true);
    expect(finds('code=8480-6', observation)).toBe(false);
  });

  it(':not of an absent value holds', () => {
    expect(finds('category:not=problem-list-item', condition)).toBe(true);
  });
});

describe('search by reference', () => {
  it.each([
    ['patient=p1', true],
    ['patient=Patient/p1', true],
    ['subject=Patient/p1', true],
    ['subject=p1', true],
    ['subject=Group/p1', false],
    ['subject:Patient=p1', true],
    ['subject:Group=p1', false],
    ['subject=Patient/p2,Patient/p1', true],
    ['subject=http://own/fhir/Patient/p1', true],
    ['performer=http://other/fhir/Practitioner/9', true],
    ['performer:identifier=http://npi|77', true],
    ['performer:identifier=http://npi|78', false],
    ['encounter:missing=true', true],
    ['subject:missing=true', false],
    ['subject:missing=false', true],
  ])('%s is %s', (query, expected) => {
    expect(finds(query, observation, { base: 'http://own/fhir' })).toBe(expected);
  });

  it('patient finds no group of the same id', () => {
    expect(finds('patient=p1', { ...condition, subject: { reference: 'Group/p1' } })).toBe(false);
  });
});

describe('search by string', () => {
  it.each([
    ['name=mull', true],
    ['name=MÜLLER', true],
    ['name=anna', true],
    ['name=smith', false],
    ['name:contains=smith', true],
    ['name:contains=LUDENSCHEIDT', true],
    ['name:exact=Zoë', true],
    ['name:exact=zoe', false],
    ['family=mul&given=zoe', true],
    ['family=mul&given=max', false],
    ['address-city=strassburg', true],
    ['address=67', true],
  ])('%s is %s', (query, expected) => {
    expect(finds(query, patient)).toBe(expected);
  });
});

describe('search by date', () => {
  const on = (effectiveDateTime: string): Resource => ({
    resourceType: 'Observation',
    effectiveDateTime,
  });

  it.each([
    ['2024-03-01', 'date=2024-03-01', true],
    ['2024-03-01', 'date=2024-03', true],
    ['2024-03', 'date=2024-03-01', false],
    ['2024-03-01T10:00:00+02:00', 'date=2024-03-01T08:00:00Z', true],
    ['2024-03-01T10:00:00+02:00', 'date=2024-03-01T10:00:00+02:00', true],
    ['2024-03-01', 'date=ne2024-03-01', false],
    ['2024-03-01', 'date=gt2024-02', true],
    ['2024-03-01', 'date=gt2024-03-01', false],
    ['2024-03', 'date=gt2024-03-15', true],
    ['2024-03-01', 'date=ge2024-03-01', true],
    ['2024-02-29', 'date=ge2024-03-01', false],
    ['2024-03-01', 'date=lt2024-03-01', false],
    ['2024-02-29', 'date=lt2024-03-01', true],
    ['2024-03-01', 'date=le2024-03-01', true],
    ['2024-03-02', 'date=le2024-03-01', false],
    ['2024-03-02', 'date=sa2024-03-01', true],
    ['2024-03-01', 'date=sa2024-03', false],
    ['2024-02-29', 'date=eb2024-03-01', true],
    ['2024-03-01', 'date=eb2024-03', false],
    ['2024-03-02', 'date=ap2024-03-01', true],
    ['2024-03-05', 'date=ap2024-03-01', false],
    ['2024-03-01', 'date=ge2024-02-01&date=lt2024-04-01', true],
    ['2024-04-01', 'date=ge2024-02-01&date=lt2024-04-01', false],
  ])('%s by %s is %s', (date, query, expected) => {
    expect(finds(query, on(date))).toBe(expected);
  });

  it('a period without end goes on, one without start was always', () => {
    const open = (effectivePeriod: object): Resource => ({
      resourceType: 'Observation',
      effectivePeriod,
    });
    expect(finds('date=gt2090', open({ start: '2020' }))).toBe(true);
    expect(finds('date=lt1900', open({ start: '2020' }))).toBe(false);
    expect(finds('date=lt1900', open({ end: '2020' }))).toBe(true);
  });

  it('_lastUpdated is the time of the version', () => {
    expect(finds('_lastUpdated=gt2024-04', patient)).toBe(true);
    expect(finds('_lastUpdated=lt2024-05-01', patient)).toBe(false);
  });

  it('ap reaches a tenth of the way to now, where now is given', () => {
    const now = Date.parse('2024-03-01T00:00:00Z');
    expect(finds('date=ap2023-03-01', on('2023-04-01'), { now })).toBe(true);
    expect(finds('date=ap2023-03-01', on('2023-05-01'), { now })).toBe(false);
  });

  const day = fc
    .date({ min: new Date('1950-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('for whole days, each of lt, eq and gt excludes the others, and le and ge are their unions', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        const holds = (prefix: string): boolean => finds(`date=${prefix}${b}`, on(a));
        expect([holds('lt'), holds('eq'), holds('gt')].filter(Boolean)).toHaveLength(1);
        expect(holds('le')).toBe(holds('lt') || holds('eq'));
        expect(holds('ge')).toBe(holds('gt') || holds('eq'));
        expect(holds('ne')).toBe(!holds('eq'));
        expect(holds('sa')).toBe(holds('gt'));
        expect(holds('eb')).toBe(holds('lt'));
        expect(holds('lt')).toBe(a < b);
      }),
    );
  });
});

describe('search by quantity and number', () => {
  it.each([
    ['component-value-quantity=120', true],
    ['component-value-quantity=120.0', true],
    ['component-value-quantity=119.6', false],
    ['component-value-quantity=1.2e2', true],
    ['component-value-quantity=gt119', true],
    ['component-value-quantity=gt120', false],
    ['component-value-quantity=ge120', true],
    ['component-value-quantity=lt120', false],
    ['component-value-quantity=le120', true],
    ['component-value-quantity=ne120', false],
    ['component-value-quantity=ap110', true],
    ['component-value-quantity=120|http://unitsofmeasure.org|mm[Hg]', true],
    ['component-value-quantity=120||mmHg', true],
    ['component-value-quantity=120||kPa', false],
    ['component-value-quantity=120|http://x|mm[Hg]', false],
  ])('%s is %s', (query, expected) => {
    expect(finds(query, observation)).toBe(expected);
  });

  it('100 means 99.5 to 100.5, and 100.00 much less', () => {
    const of = (value: number): Resource => ({
      resourceType: 'Observation',
      valueQuantity: { value },
    });
    expect(finds('value-quantity=100', of(100.4))).toBe(true);
    expect(finds('value-quantity=100.00', of(100.4))).toBe(false);
    expect(finds('value-quantity=1e2', of(140))).toBe(true);
  });
});
