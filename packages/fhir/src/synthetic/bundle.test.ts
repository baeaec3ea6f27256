import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { labelBundle } from '../label-bundle.ts';
import { planTransaction } from '../transaction.ts';
import { validate } from '../validate.ts';
import { hasCode, isRecord, recordsOf } from '../resource.ts';
import type { Resource } from '../resource.ts';
import { syntheticBundle } from './bundle.ts';

const eight = [0, 1, 2, 3, 4, 5, 6, 7];
const resourcesOf = (
  index: number,
  seed: string | number = 2026,
): Readonly<Record<string, unknown>>[] =>
  recordsOf(syntheticBundle(seed, index)['entry']).flatMap(({ resource }) =>
    isRecord(resource) ? [resource] : [],
  );
const digest = (bundle: Resource): string =>
  createHash('sha256').update(JSON.stringify(bundle)).digest('hex').slice(0, 16);

describe('syntheticBundle', () => {
  it('gives the same bytes for the same seed and index, and others for others', () => {
    const digests = [...eight, 8, 17].map((index) => digest(syntheticBundle('a', index)));
    expect([...eight, 8, 17].map((index) => digest(syntheticBundle('a', index)))).toEqual(digests);
    expect(new Set([...digests, digest(syntheticBundle('b', 0))]).size).toBe(11);
  });

  it('gives the bytes that it gave when it was written (a change here is a change of the demonstration)', () => {
    expect(digest(syntheticBundle(2026, 0))).toMatchInlineSnapshot(`"1c9b3938df198312"`);
  });

  it.each(eight)(
    'story %i is a valid transaction of 30 to 120 entries about one patient',
    (index) => {
      const bundle = syntheticBundle(2026, index);
      expect(validate(bundle)).toEqual([]);
      const plan = planTransaction(bundle, { newId: ({ index: at }) => `e${at}` });
      expect(plan.ok && plan.outside).toEqual([]);
      for (const { resource } of plan.ok ? plan.entries : [])
        expect(validate(resource)).toEqual([]);
      const resources = resourcesOf(index);
      expect(resources.length).toBeGreaterThanOrEqual(30);
      expect(resources.length).toBeLessThanOrEqual(120);
      expect(resources.filter(({ resourceType }) => resourceType === 'Patient')).toHaveLength(1);
    },
  );

  it('the stories together have what the demonstration asks for', () => {
    const all = eight.flatMap((index) => resourcesOf(index));
    const types = new Set(all.map(({ resourceType }) => resourceType));
    for (const type of [
      'Organization',
      'Practitioner',
      'Encounter',
      'Condition',
      'MedicationRequest',
      'AllergyIntolerance',
      'Observation',
      'DiagnosticReport',
      'Immunization',
      'Procedure',
      'DocumentReference',
      'CarePlan',
    ])
      expect(types).toContain(type);
    const labels = new Set(
      eight.flatMap((index) =>
        labelBundle(syntheticBundle(2026, index)).flatMap((row) => row.labels),
      ),
    );
    expect(labels).toEqual(new Set(['PSY', 'ETH', 'SEX', 'HIV', 'SDV']));
  });

  it.each(eight)(
    'story %i has medicines, problems and allergies without a label, and names of no place on earth',
    (index) => {
      const rows = labelBundle(syntheticBundle(2026, index));
      for (const kind of ['medications', 'problems', 'allergies', 'vitals'])
        expect(rows.some((row) => row.kind === kind && row.labels.length === 0)).toBe(true);
      expect(
        JSON.stringify(resourcesOf(index).find(({ resourceType }) => resourceType === 'Patient')),
      ).toContain('Sampleton');
    },
  );

  it('a medicine for a sensitive problem carries its label by the reason alone', () => {
    const [sertraline] = resourcesOf(0).filter(({ medicationCodeableConcept }) =>
      hasCode(medicationCodeableConcept, '312941'),
    );
    expect(sertraline?.['reasonReference']).toBeDefined();
    const rows = labelBundle(syntheticBundle(2026, 0)).filter(
      ({ kind, labels }) => kind === 'medications' && labels.includes('PSY'),
    );
    expect(rows).toHaveLength(1);
  });

  it('vital signs keep to the profiles of FHIR', () => {
    const vitals = eight
      .flatMap((index) => resourcesOf(index))
      .filter(({ category }) => hasCode(category, 'vital-signs'));
    const units: Readonly<Record<string, string>> = {
      '8867-4': '/min',
      '9279-1': '/min',
      '2708-6': '%',
      '8310-5': 'Cel',
      '8302-2': 'cm',
      '29463-7': 'kg',
      '39156-5': 'kg/m2',
    };
    for (const { code, valueQuantity, component, effectiveDateTime, subject } of vitals) {
      expect([effectiveDateTime, subject].includes(undefined)).toBe(false);
      const [loinc] = recordsOf(isRecord(code) ? code['coding'] : undefined);
      if (loinc?.['code'] === '85354-9') {
        expect(
          recordsOf(component).map((each) => [
            hasCode(each['code'], '8480-6'),
            hasCode(each['code'], '8462-4'),
            each['valueQuantity'],
          ]),
        ).toMatchObject([
          [true, false, { code: 'mm[Hg]', system: 'http://unitsofmeasure.org' }],
          [false, true, { code: 'mm[Hg]', system: 'http://unitsofmeasure.org' }],
        ]);
        const [systolic, diastolic] = recordsOf(component).map((each) =>
          Number(isRecord(each['valueQuantity']) ? each['valueQuantity']['value'] : Number.NaN),
        );
        expect(systolic).toBeGreaterThan(diastolic ?? Infinity);
      } else
        expect(valueQuantity).toMatchObject({
          system: 'http://unitsofmeasure.org',
          code: units[String(loinc?.['code'])],
        });
    }
    expect(vitals.length).toBeGreaterThan(100);
  });
});
