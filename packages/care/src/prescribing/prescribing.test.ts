import { describe, expect, it } from 'vitest';
import { prescribeCheck } from './prescribe-check.ts';
import { reconcile } from './reconcile.ts';

const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const snomed = 'http://snomed.info/sct';
const concept = (system: string, code: string, display: string) => ({
  coding: [{ system, code, display }],
  text: display,
});
const medicine = (id: string, code: string, display: string, status = 'active') => ({
  resourceType: 'MedicationRequest',
  id,
  status,
  medicationCodeableConcept: concept(rxnorm, code, display),
});
const allergy = (id: string, code: string, display: string, more: object = {}) => ({
  resourceType: 'AllergyIntolerance',
  id,
  code: concept(snomed, code, display),
  ...more,
});
const status = (code: string) => ({ coding: [{ code }] });

const amoxicillin = medicine('m1', '562251', 'Amoxicillin 250 MG / Clavulanate 125 MG Oral Tablet');
const metformin = medicine(
  'm2',
  '860975',
  '24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet',
);
const simvastatin = medicine('m3', '312961', 'Simvastatin 20 MG Oral Tablet');

describe('before prescribing', () => {
  it.each([
    ['the same substance', allergy('a', '1', 'Allergy to amoxicillin'), amoxicillin],
    ['a substance of two', allergy('a', '1', 'Clavulanate'), amoxicillin],
    ['the family', allergy('a', '91936005', 'Allergy to penicillin'), amoxicillin],
    ['the family, as Synthea writes it', allergy('a', '1', 'Penicillin V'), amoxicillin],
    ['capitals and forms', allergy('a', '1', 'SIMVASTATIN (substance)'), simvastatin],
    ['the family of statins', allergy('a', '1', 'Statins'), simvastatin],
    [
      'the code alone',
      { resourceType: 'AllergyIntolerance', id: 'a', code: concept(rxnorm, '312961', '') },
      simvastatin,
    ],
    [
      'the substance of a reaction',
      allergy('a', '1', 'drug allergy', { reaction: [{ substance: { text: 'Metformin' } }] }),
      metformin,
    ],
  ])('X21 warns of an allergy by %s', (_, known, wanted) => {
    expect(prescribeCheck([known], wanted)).toMatchObject([
      { kind: 'allergy', id: 'AllergyIntolerance/a' },
    ]);
  });

  it.each([
    ['another substance', allergy('a', '1', 'Allergy to latex')],
    ['a refuted one', allergy('a', '1', 'Amoxicillin', { verificationStatus: status('refuted') })],
    ['a resolved one', allergy('a', '1', 'Amoxicillin', { clinicalStatus: status('resolved') })],
    ['no known allergy', allergy('a', '716186003', 'No known allergy')],
    ['food of a like name', allergy('a', '1', 'Amox')],
  ])('X21 does not warn of %s', (_, known) => {
    expect(prescribeCheck([known], amoxicillin)).toEqual([]);
  });

  it('X21 says how critical an allergy is', () => {
    const known = allergy('a', '1', 'Amoxicillin', { criticality: 'high' });
    expect(prescribeCheck([known], amoxicillin)[0]).toMatchObject({ severity: 'high' });
  });

  it('X21 warns of the same medicine in use by another strength, form or brand', () => {
    const other = medicine('m9', '861007', 'metFORMIN 1000 MG Oral Tablet [Glucophage]');
    expect(prescribeCheck([metformin], other)).toMatchObject([
      { kind: 'duplicate', id: 'MedicationRequest/m2' },
    ]);
    expect(prescribeCheck([{ ...metformin, status: 'stopped' }], other)).toEqual([]);
    expect(prescribeCheck([metformin], { ...other, id: 'm2' }), 'itself').toEqual([]);
    expect(prescribeCheck([simvastatin], { text: 'Atorvastatin 10 mg' }), 'a family').toEqual([]);
    expect(prescribeCheck([simvastatin], { text: 'simvastatin' })).toHaveLength(1);
  });

  it('X21 finds the medicine behind a reference, inside and beside', () => {
    const code = concept(rxnorm, '312961', 'Simvastatin 20 MG Oral Tablet');
    const medication = { resourceType: 'Medication', id: 'x', code };
    const beside = {
      resourceType: 'MedicationRequest',
      id: 'm4',
      status: 'active',
      medicationReference: { reference: 'Medication/x' },
    };
    const inside = {
      ...beside,
      contained: [medication],
      medicationReference: { reference: '#x' },
    };
    for (const record of [[beside, medication], [inside]])
      expect(prescribeCheck(record, { text: 'Simvastatin' })).toHaveLength(1);
  });
});

describe('reconciling two lists', () => {
  it('X21 sets the lists of both hospitals side by side and marks what stands on both', () => {
    const theirs = [
      medicine('z1', '999', 'Simvastatin 40 MG Oral Tablet'),
      { resourceType: 'Observation', id: 'o' },
      medicine('z2', '197361', 'Amlodipine 5 MG Oral Tablet'),
      medicine('z3', '1', 'Warfarin 5 MG', 'stopped'),
      allergy('z4', '91936005', 'Allergy to penicillin'),
    ];
    const ours = [metformin, simvastatin, allergy('a', '91936005', 'Penicillin allergy')];
    const { medications, allergies } = reconcile(ours, theirs);
    expect(medications).toMatchObject([
      { own: { id: 'MedicationRequest/m2' }, foreign: null, same: false, because: null },
      {
        own: { id: 'MedicationRequest/m3' },
        foreign: { index: 0 },
        same: true,
        because: 'substance',
      },
      { own: null, foreign: { index: 2 }, same: false, text: 'Amlodipine 5 MG Oral Tablet' },
    ]);
    expect(allergies).toMatchObject([{ same: true, because: 'code', foreign: { index: 4 } }]);
  });

  it('X21 loses nothing and invents nothing', () => {
    const { medications } = reconcile([simvastatin, simvastatin], [simvastatin]);
    expect(medications).toHaveLength(2);
    expect(reconcile([], [])).toEqual({ medications: [], allergies: [] });
  });
});
