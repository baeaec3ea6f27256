import { describe, expect, it } from 'vitest';
import { covers, expandCategories } from './categories.ts';
import { labelBundle } from './label-bundle.ts';
import type { Resource } from './resource.ts';

const sct = 'http://snomed.info/sct';
const rx = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const loinc = 'http://loinc.org';
const concept = (system: string, code: string, display?: string): unknown => ({
  coding: [{ system, code, display }],
});
const condition = (code: string): Resource => ({
  resourceType: 'Condition',
  code: concept(sct, code),
});
const confidentiality = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';

describe('labelBundle', () => {
  const entry = (fullUrl: string, resource: object): object => ({ fullUrl, resource });
  const refer = (reference: string): object => ({ reference });

  it('answers in the order of the bundle, whatever refers to whatever', () => {
    const bundle = {
      resourceType: 'Bundle',
      entry: [
        entry('urn:uuid:4', {
          resourceType: 'Claim',
          prescription: refer('urn:uuid:3'),
          item: [{ encounter: [refer('urn:uuid:2')] }],
        }),
        entry('urn:uuid:3', {
          resourceType: 'MedicationRequest',
          reasonReference: [refer('urn:uuid:1')],
          encounter: refer('urn:uuid:2'),
        }),
        entry('urn:uuid:2', { resourceType: 'Encounter', type: [concept(sct, '56876005')] }),
        entry('urn:uuid:1', condition('47505003')),
        entry('urn:uuid:0', { resourceType: 'Organization', name: 'x' }),
      ],
    };
    expect(labelBundle(bundle)).toEqual([
      { fullUrl: 'urn:uuid:4', type: 'Claim', kind: 'billing', labels: ['ETH', 'PSY'] },
      { fullUrl: 'urn:uuid:3', type: 'MedicationRequest', kind: 'medications', labels: ['PSY'] },
      { fullUrl: 'urn:uuid:2', type: 'Encounter', kind: 'encounters', labels: ['ETH'] },
      { fullUrl: 'urn:uuid:1', type: 'Condition', kind: 'problems', labels: ['PSY'] },
      { fullUrl: 'urn:uuid:0', type: 'Organization', kind: 'directory', labels: [] },
    ]);
  });

  it('resolves relative references by id and by address, versions left aside', () => {
    const rows = labelBundle({
      entry: [
        entry('http://x/fhir/Condition/1', condition('47505003')),
        entry('http://x/fhir/Condition/2', { ...condition('7200002'), id: '2' }),
        entry('http://x/fhir/Procedure/1', {
          resourceType: 'Procedure',
          reasonReference: [refer('Condition/1/_history/3')],
        }),
        { resource: { resourceType: 'Procedure', reasonReference: [refer('Condition/2')] } },
        {
          resource: {
            resourceType: 'Procedure',
            reasonReference: [refer('http://x/fhir/Condition/1')],
          },
        },
      ],
    });
    expect(rows.map(({ labels }) => labels)).toEqual([['PSY'], ['ETH'], ['PSY'], ['ETH'], ['PSY']]);
    expect(rows[3]?.fullUrl).toBeNull();
  });

  it('gives the bytes of a document the labels of the document', () => {
    const rows = labelBundle({
      entry: [
        entry('urn:uuid:1', { resourceType: 'Binary', contentType: 'text/plain' }),
        entry('urn:uuid:2', {
          resourceType: 'DocumentReference',
          type: concept(loinc, '34788-0'),
          content: [{ attachment: { url: 'urn:uuid:1' } }],
        }),
      ],
    });
    expect(rows.map(({ labels }) => labels)).toEqual([['PSY'], ['PSY']]);
  });

  it('takes a ring of references and malformed entries', () => {
    const ring = ['1', '2', '3'].map((id) =>
      entry(`urn:uuid:${id}`, {
        resourceType: 'Observation',
        hasMember: [refer(`urn:uuid:${(Number(id) % 3) + 1}`)],
        code: id === '2' ? concept(loinc, '55277-8') : {},
      }),
    );
    expect(labelBundle({ entry: ring }).map(({ labels }) => labels)).toEqual([
      ['HIV'],
      ['HIV'],
      ['HIV'],
    ]);
    for (const bundle of [
      undefined,
      null,
      7,
      [],
      {},
      { entry: 7 },
      {
        entry: [7, null, {}, { resource: 7 }, { resource: {} }, { resource: { resourceType: 7 } }],
      },
    ])
      expect(labelBundle(bundle)).toEqual([]);
  });
});

describe('the worked example of CATEGORIES.md', () => {
  it('C2.2 a grant for medications, allergies and problems releases exactly these kinds without a label', () => {
    const reason = (url: string): object => ({ reasonReference: [{ reference: url }] });
    const entries: readonly [name: string, resource: object][] = [
      ['patient', { resourceType: 'Patient' }],
      ['hospital', { resourceType: 'Organization', name: 'x' }],
      ['pressure', condition('38341003')],
      ['trauma', condition('47505003')],
      [
        'lisinopril',
        {
          resourceType: 'MedicationRequest',
          medicationCodeableConcept: concept(rx, '314076'),
          ...reason('pressure'),
        },
      ],
      [
        'paracetamol for trauma',
        {
          resourceType: 'MedicationRequest',
          medicationCodeableConcept: concept(rx, '313782'),
          ...reason('trauma'),
        },
      ],
      [
        'implant',
        { resourceType: 'MedicationRequest', medicationCodeableConcept: concept(rx, '389221') },
      ],
      ['allergy', { resourceType: 'AllergyIntolerance', code: concept(sct, '91936005') }],
      [
        'restricted allergy',
        {
          resourceType: 'AllergyIntolerance',
          meta: { security: [{ system: confidentiality, code: 'R' }] },
        },
      ],
      [
        'weight',
        { resourceType: 'Observation', category: [{ coding: [{ code: 'vital-signs' }] }] },
      ],
      ['visit', { resourceType: 'Encounter' }],
      ['plan', { resourceType: 'CarePlan', addresses: [{ reference: 'pressure' }] }],
      ['claim', { resourceType: 'Claim' }],
    ];
    const bundle = {
      resourceType: 'Bundle',
      entry: entries.map(([fullUrl, resource]) => ({ fullUrl, resource })),
    };
    const released = (...names: string[]): unknown[] => {
      const { categories } = expandCategories(names);
      return labelBundle(bundle).flatMap((row) => (covers(categories, row) ? [row.fullUrl] : []));
    };
    expect(released('medications', 'allergies', 'problems')).toEqual([
      'pressure',
      'lisinopril',
      'allergy',
    ]);
    expect(released('summary')).toEqual(['patient', 'pressure', 'lisinopril', 'allergy']);
    expect(released('medications', 'PSY')).toEqual(['lisinopril', 'paracetamol for trauma']);
    expect(released('medications', 'SEX')).toEqual(['lisinopril', 'implant']);
    expect(released('allergies', 'R')).toEqual(['allergy', 'restricted allergy']);
    expect(released('PSY', 'SEX')).toEqual([]);
    expect(released()).toEqual([]);
  });
});
