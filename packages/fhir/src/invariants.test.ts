import { describe, expect, it } from 'vitest';
import { validate } from './validate.ts';

const coded = (system: string, code: string): unknown => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }],
});
const patient = { reference: 'Patient/1' };
const text = (value: string): unknown => ({ text: value });
const condition = (changes: object): unknown => ({
  resourceType: 'Condition',
  subject: patient,
  ...changes,
});
const observation = (changes: object): unknown => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '1-8' }] },
  ...changes,
});
const allergy = (changes: object): unknown => ({
  resourceType: 'AllergyIntolerance',
  patient,
  ...changes,
});
const bundle = (type: string, entry: object, more: object = {}): unknown => ({
  resourceType: 'Bundle',
  type,
  entry: [entry],
  ...more,
});
const someone = { resourceType: 'Patient', id: '1' };
const clinical = coded('condition-clinical', 'active');

describe('invariants of R4', () => {
  it.each([
    ['ext-1', { resourceType: 'Patient', extension: [{ url: 'http://x' }] }],
    [
      'per-1',
      {
        resourceType: 'Patient',
        name: [{ family: 'x', period: { start: '2024-02', end: '2024-01-31' } }],
      },
    ],
    ['qty-3', observation({ valueQuantity: { value: 1, code: 'mg' } })],
    [
      'rng-2',
      observation({
        valueRange: { low: { value: 2, unit: 'mg' }, high: { value: 1, unit: 'mg' } },
      }),
    ],
    ['rat-1', observation({ valueRatio: { numerator: { value: 1 } } })],
    ['att-1', { resourceType: 'Patient', photo: [{ data: 'AAAA' }] }],
    ['cpt-2', { resourceType: 'Patient', telecom: [{ value: '555-0100' }] }],
    [
      'tim-1',
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        intent: 'order',
        subject: patient,
        medicationCodeableConcept: text('x'),
        dosageInstruction: [{ timing: { repeat: { duration: 5 } } }],
      },
    ],
    [
      'ait-1',
      allergy({ verificationStatus: coded('allergyintolerance-verification', 'confirmed') }),
    ],
    [
      'ait-2',
      allergy({
        clinicalStatus: coded('allergyintolerance-clinical', 'active'),
        verificationStatus: coded('allergyintolerance-verification', 'entered-in-error'),
      }),
    ],
    ['con-1', condition({ clinicalStatus: clinical, stage: [{ type: text('x') }] })],
    [
      'con-2',
      condition({
        clinicalStatus: clinical,
        evidence: [{ id: 'x', extension: [{ url: 'http://x', valueString: 'x' }] }],
      }),
    ],
    ['con-4', condition({ clinicalStatus: clinical, abatementDateTime: '2024' })],
    [
      'con-5',
      condition({
        clinicalStatus: clinical,
        verificationStatus: coded('condition-ver-status', 'entered-in-error'),
      }),
    ],
    ['obs-3', observation({ referenceRange: [{ type: text('normal') }] })],
    ['obs-6', observation({ valueString: 'x', dataAbsentReason: text('unknown') })],
    [
      'obs-7',
      observation({
        valueString: 'x',
        component: [
          { code: { coding: [{ system: 'http://loinc.org', code: '1-8' }] }, valueString: 'y' },
        ],
      }),
    ],
    [
      'mad-1',
      {
        resourceType: 'MedicationAdministration',
        status: 'completed',
        subject: patient,
        medicationCodeableConcept: text('x'),
        effectiveDateTime: '2024',
        dosage: { text: 'x' },
      },
    ],
    [
      'fhs-1',
      {
        resourceType: 'FamilyMemberHistory',
        status: 'completed',
        patient,
        relationship: text('x'),
        ageString: '5',
        bornString: '2000',
      },
    ],
    [
      'cpl-3',
      {
        resourceType: 'CarePlan',
        status: 'active',
        intent: 'plan',
        subject: patient,
        activity: [{ detail: { status: 'scheduled' }, reference: { reference: 'Task/1' } }],
      },
    ],
    [
      'ctm-1',
      {
        resourceType: 'CareTeam',
        participant: [
          { member: { reference: 'Organization/1' }, onBehalfOf: { reference: 'Organization/2' } },
        ],
      },
    ],
    [
      'gol-1',
      {
        resourceType: 'Goal',
        lifecycleStatus: 'active',
        subject: patient,
        description: text('x'),
        target: [{ detailString: 'x' }],
      },
    ],
    ['pat-1', { resourceType: 'Patient', contact: [{ gender: 'male' }] }],
    ['org-1', { resourceType: 'Organization', active: true }],
    ['org-2', { resourceType: 'Organization', name: 'x', address: [{ use: 'home', city: 'x' }] }],
    [
      'app-1',
      { resourceType: 'Appointment', status: 'proposed', participant: [{ status: 'accepted' }] },
    ],
    [
      'app-3',
      {
        resourceType: 'Appointment',
        status: 'booked',
        participant: [{ status: 'accepted', type: [text('x')] }],
      },
    ],
    [
      'cmp-1',
      {
        resourceType: 'Composition',
        status: 'final',
        type: text('x'),
        date: '2024',
        title: 'x',
        author: [{ reference: 'Practitioner/1' }],
        section: [{ title: 'x' }],
      },
    ],
    [
      'ppc-1',
      { resourceType: 'Consent', status: 'active', scope: text('x'), category: [text('x')] },
    ],
    [
      'qrs-1',
      {
        resourceType: 'QuestionnaireResponse',
        status: 'completed',
        item: [{ linkId: '1', answer: [{ valueString: 'x' }], item: [{ linkId: '2' }] }],
      },
    ],
    [
      'inv-1',
      {
        resourceType: 'Parameters',
        parameter: [{ name: 'x', valueString: 'x', resource: someone }],
      },
    ],
    ['bdl-1', bundle('collection', { resource: someone }, { total: 1 })],
    ['bdl-2', bundle('collection', { resource: someone, search: { mode: 'match' } })],
    ['bdl-3', bundle('transaction', { resource: someone })],
    ['bdl-4', bundle('searchset', { resource: someone, response: { status: '200' } })],
    ['bdl-5', bundle('collection', { fullUrl: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520' })],
    [
      'bdl-8',
      bundle('collection', { fullUrl: 'http://x/Patient/1/_history/1', resource: someone }),
    ],
    ['bdl-9', bundle('document', { resource: someone }, { timestamp: '2024-01-01T00:00:00Z' })],
    ['bdl-11', bundle('document', { resource: someone })],
  ])('%s is kept', (key, resource) => {
    expect(validate(resource).map(({ message }) => message.split(':')[0])).toContain(key);
  });

  it('bdl-7 lets a history name one address for each version, and nothing else', () => {
    const twice = (type: string): unknown => ({
      ...Object(bundle(type, {})),
      entry: ['1', '1'].map((id) => ({
        fullUrl: 'http://x/Patient/1',
        resource: { resourceType: 'Patient', id },
      })),
    });
    expect(validate(twice('collection')).map(({ message }) => message.split(':')[0])).toContain(
      'bdl-7',
    );
    expect(validate(twice('history')).map(({ message }) => message.split(':')[0])).not.toContain(
      'bdl-7',
    );
  });

  it('a period of one partial date is no breach of per-1', () => {
    expect(
      validate({
        resourceType: 'Encounter',
        status: 'finished',
        class: { code: 'AMB' },
        period: { start: '2024-06-21', end: '2024-06-21T06:20:00Z' },
      }),
    ).toEqual([]);
  });

  it('con-3 warns and refuses nothing', () => {
    const [issue] = validate(
      condition({ category: [coded('condition-category', 'problem-list-item')] }),
    );
    expect(issue?.severity).toBe('warning');
  });
});
