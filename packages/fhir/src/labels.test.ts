import { describe, expect, it } from 'vitest';
import { labelsOf } from './labels.ts';
import { labelsOfWords } from './recognise.ts';
import type { Resource } from './resource.ts';

const sct = 'http://snomed.info/sct';
const loinc = 'http://loinc.org';
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
