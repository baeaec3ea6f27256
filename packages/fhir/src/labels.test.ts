import { describe, expect, it } from 'vitest';
import { covers, expandCategories } from './categories.ts';
import { labelBundle } from './label-bundle.ts';
import { labelsOf } from './labels.ts';
import { labelsOfCode, labelsOfWords } from './recognise.ts';
import type { Resource } from './resource.ts';

const sct = 'http://snomed.info/sct';
const rx = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const loinc = 'http://loinc.org';
const icd = 'http://hl7.org/fhir/sid/icd-10';
const atc = 'http://www.whocc.no/atc';
const concept = (system: string, code: string, display?: string): unknown => ({
  coding: [{ system, code, display }],
});
const condition = (code: string): Resource => ({
  resourceType: 'Condition',
  code: concept(sct, code),
});
const secured = (...security: unknown[]): Resource => ({
  resourceType: 'Observation',
  meta: { security },
});
const act = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const confidentiality = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';

describe('recognition by code', () => {
  it.each([
    ['PSY', sct, '47505003'],
    ['PSY', sct, '192127007'],
    ['PSY', icd, 'F43.1'],
    ['PSY', icd, 'F99'],
    ['PSY', 'http://hl7.org/fhir/sid/icd-10-cm', 'F20.0'],
    ['PSY', loinc, '44249-1'],
    ['PSY', rx, '328670'],
    ['PSY', atc, 'N06AB06'],
    ['ETH', sct, '55680006'],
    ['ETH', sct, '7200002'],
    ['ETH', icd, 'F10.2'],
    ['ETH', icd, 'F19'],
    ['ETH', loinc, '75626-2'],
    ['ETH', rx, '7243'],
    ['ETH', rx, '352364'],
    ['ETH', atc, 'N07BC51'],
    ['HIV', sct, '86406008'],
    ['HIV', sct, '31676001'],
    ['HIV', icd, 'B24'],
    ['HIV', icd, 'Z21'],
    ['HIV', icd, 'R75'],
    ['HIV', loinc, '55277-8'],
    ['HIV', loinc, '20447-9'],
    ['HIV', rx, '276237'],
    ['HIV', atc, 'J05AR20'],
    ['SEX', sct, '72892002'],
    ['SEX', sct, '169553002'],
    ['SEX', icd, 'A56.0'],
    ['SEX', icd, 'O80'],
    ['SEX', icd, 'Z30.4'],
    ['SEX', loinc, '76690-7'],
    ['SEX', rx, '748856'],
    ['SEX', atc, 'G03AA12'],
    ['GDIS', icd, 'Z15.0'],
    ['GDIS', loinc, '21636-6'],
    ['SDV', sct, '706893006'],
    ['SDV', icd, 'T74.1'],
    ['SDV', icd, 'Y07.0'],
    ['SDV', loinc, '28245-9'],
  ])('%s by %s %s', (label, system, code) => {
    expect(labelsOfCode(system, code)).toContain(label);
  });

  it('O98.7 is both of pregnancy and of HIV', () => {
    expect(labelsOfCode(icd, 'O98.7')).toEqual(['HIV', 'SEX']);
  });

  it.each([
    [icd, 'F01'],
    [icd, 'E11.9'],
    [icd, 'I10'],
    [icd, 'N40'],
    [icd, 'Z29'],
    [icd, 'T73'],
    [sct, '38341003'],
    [sct, '449868002'],
    [loinc, '72166-2'],
    [loinc, '4548-4'],
    [rx, '313782'],
    [atc, 'C09AA03'],
    [atc, 'N07BA01'],
    ['', '47505003'],
    [loinc, '47505003'],
  ])('nothing by %s %s', (system, code) => {
    expect(labelsOfCode(system, code)).toEqual([]);
  });
});

describe('recognition by words', () => {
  it.each([
    ['PSY', 'Posttraumatic stress disorder'],
    ['PSY', 'Major depressive disorder, recurrent'],
    ['PSY', 'Sertraline 50 MG Oral Tablet'],
    ['PSY', 'Psychiatry consult note'],
    ['PSY', 'Depression'],
    ['ETH', 'Opioid use disorder'],
    ['ETH', 'Alcohol intoxication'],
    ['ETH', 'naltrexone hydrochloride 50 MG Oral Tablet'],
    ['ETH', 'Buprenorphine 8 MG / Naloxone 2 MG Sublingual Tablet'],
    ['HIV', 'HIV-1 RNA viral load'],
    ['HIV', 'Emtricitabine / tenofovir'],
    ['SEX', 'Normal pregnancy'],
    ['SEX', 'Trinessa 28 Day Pack'],
    ['SEX', 'Chlamydia trachomatis DNA'],
    ['GDIS', 'BRCA1 gene mutations found'],
    ['SDV', 'Victim of intimate partner abuse'],
  ])('%s in %s', (label, text) => {
    expect(labelsOfWords(text)).toContain(label);
  });

  it.each([
    'ST segment depression',
    'Respiratory depression',
    'Essential hypertension',
    'Acetaminophen 325 MG Oral Tablet',
    'Hearing aids',
    'Smokes tobacco daily',
    '24hr nicotine transdermal patch',
    'buprenorphine 0.005 MG/HR Transdermal System',
    'General practice',
    'SARS-CoV-2 (COVID-19) N gene [Presence] in Respiratory specimen',
    'Viral sinusitis (disorder)',
    'Body Mass Index',
    'Influenza vaccine',
    'Prostate specific Ag',
    'Alcohol-free diet',
    'Insulin aspart',
    'Stress test',
  ])('nothing in %s', (text) => {
    expect(labelsOfWords(text)).toEqual([]);
  });
});

describe('labelsOf', () => {
  it('finds codes wherever they stand in a resource, in what it contains and in extensions', () => {
    expect(
      labelsOf({
        resourceType: 'Observation',
        component: [{ valueCodeableConcept: concept(sct, '86406008') }],
      }),
    ).toEqual(['HIV']);
    expect(
      labelsOf({
        resourceType: 'ExplanationOfBenefit',
        contained: [{ resourceType: 'ServiceRequest', code: concept(sct, '7200002') }],
      }),
    ).toEqual(['ETH']);
    expect(
      labelsOf({
        resourceType: 'Patient',
        extension: [{ url: 'http://x', valueCoding: { system: sct, code: '93461009' } }],
      }),
    ).toEqual(['SEX']);
    expect(
      labelsOf({
        resourceType: 'Encounter',
        reasonReference: [{ reference: 'Condition/1', display: 'Schizophrenia' }],
      }),
    ).toEqual(['PSY']);
    expect(labelsOf({ resourceType: 'MolecularSequence' })).toEqual(['GDIS']);
  });

  it('looks for words in no free text and in no name of a person', () => {
    expect(
      labelsOf({
        resourceType: 'Condition',
        note: [{ text: 'No depression.' }],
        text: { status: 'generated', div: '<div>HIV</div>' },
      }),
    ).toEqual([]);
    expect(labelsOf({ resourceType: 'Patient', name: [{ text: 'Aids Alcoholic' }] })).toEqual([]);
  });

  it('keeps what meta.security says, R and V and every ActCode, with the label that covers it', () => {
    expect(labelsOf(secured({ system: confidentiality, code: 'R' }))).toEqual(['R']);
    expect(
      labelsOf(secured({ system: confidentiality, code: 'V' }, { system: act, code: 'SCA' })),
    ).toEqual(['GDIS', 'SCA', 'V']);
    expect(labelsOf(secured({ system: act, code: 'OPIOIDUD' }))).toEqual(['ETH', 'OPIOIDUD']);
    expect(labelsOf(secured({ system: act, code: 'TBOO' }, { code: 'PSY' }))).toEqual([
      'PSY',
      'TBOO',
    ]);
    expect(
      labelsOf(
        secured(
          { system: confidentiality, code: 'N' },
          { system: 'http://x', code: 'y' },
          { system: act, code: 'a b' },
          7,
        ),
      ),
    ).toEqual([]);
  });

  it('a directory entry has only labels that it was given', () => {
    expect(
      labelsOf({
        resourceType: 'PractitionerRole',
        specialty: [concept(sct, '394587001', 'Psychiatry')],
      }),
    ).toEqual([]);
    expect(
      labelsOf({
        resourceType: 'Organization',
        meta: { security: [{ system: confidentiality, code: 'R' }] },
      }),
    ).toEqual(['R']);
  });

  it('takes over the labels of reasons and results, transitively, and stops at a cycle', () => {
    const known: Readonly<Record<string, Resource>> = {
      'Condition/1': {
        ...condition('38341003'),
        evidence: [{ detail: [{ reference: 'Observation/1' }] }],
      },
      'Observation/1': {
        resourceType: 'Observation',
        code: concept(loinc, '55277-8'),
        focus: [{ reference: 'Condition/1' }],
      },
    };
    const request = (element: string): Resource => ({
      resourceType: 'MedicationRequest',
      [element]: [{ reference: 'Condition/1' }],
    });
    expect(labelsOf(request('reasonReference'), (reference) => known[reference])).toEqual(['HIV']);
    expect(labelsOf(request('basedOn'), (reference) => known[reference])).toEqual(['HIV']);
    expect(labelsOf(request('insurance'), (reference) => known[reference])).toEqual([]);
    expect(labelsOf(request('reasonReference'))).toEqual([]);
  });

  it('the same word gives the same label at each look (no state in a pattern)', () => {
    const asked = Array.from({ length: 5 }, () =>
      labelsOfWords('HIV, depression screening and alcohol use').join(),
    );
    expect(new Set(asked).size).toBe(1);
  });
});

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
