import { describe, expect, it } from 'vitest';
import { covers, expandCategories } from './categories.ts';
import { resourceTypes } from './definitions.ts';
import { categoriesVersion, kindOf, kinds } from './kind.ts';

const category = (...codes: string[]): unknown => codes.map((code) => ({ coding: [{ code }] }));

/** The table of CATEGORIES.md, as it is written there. */
const table = `
identity Patient RelatedPerson Person
allergies AllergyIntolerance AdverseEvent
medications MedicationRequest MedicationStatement MedicationAdministration MedicationDispense Medication
problems Condition FamilyMemberHistory ClinicalImpression RiskAssessment DetectedIssue
immunisations Immunization ImmunizationEvaluation ImmunizationRecommendation
vitals Device DeviceMetric DeviceUseStatement
results Specimen DiagnosticReport
imaging ImagingStudy Media
social QuestionnaireResponse
observations Observation
procedures Procedure ServiceRequest
plans CarePlan CareTeam Goal NutritionOrder
encounters Encounter EpisodeOfCare Appointment Flag
documents DocumentReference Composition Binary DocumentManifest Communication List
billing Claim ClaimResponse ExplanationOfBenefit Coverage Account Invoice
consent Consent Provenance AuditEvent
directory Organization Practitioner PractitionerRole Location HealthcareService
`;
const rows = table
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

describe('kindOf', () => {
  it.each(rows)('C2.2 %s is the kind of %s and its like', (kind, ...types) => {
    for (const resourceType of types) expect(kindOf({ resourceType })).toBe(kind);
  });

  it('C2.2 every other type is restricted', () => {
    const named = new Set(rows.flatMap(([, ...types]) => types));
    for (const resourceType of resourceTypes)
      if (!named.has(resourceType)) expect(kindOf({ resourceType })).toBe('restricted');
    expect(kindOf({ resourceType: 'Nonsense' })).toBe('restricted');
  });

  it.each([
    ['vitals', ['vital-signs']],
    ['vitals', ['laboratory', 'vital-signs']],
    ['results', ['laboratory', 'imaging']],
    ['imaging', ['survey', 'imaging']],
    ['social', ['social-history']],
    ['social', ['survey']],
    ['observations', ['exam', 'vital-sign']],
    ['observations', []],
  ])('C2.2 an observation is %s by %j, the first row that fits', (kind, codes) => {
    expect(kindOf({ resourceType: 'Observation', category: category(...codes) })).toBe(kind);
  });

  it('C2.2 a report is imaging by category RAD or imaging', () => {
    for (const code of ['RAD', 'imaging'])
      expect(kindOf({ resourceType: 'DiagnosticReport', category: category('LAB', code) })).toBe(
        'imaging',
      );
  });

  it('the table has a version', () => {
    expect(categoriesVersion).toBe(1);
    expect(new Set(kinds).size).toBe(17);
  });
});

describe('expandCategories', () => {
  it('summary is identity, allergies, medications and problems', () => {
    expect(expandCategories(['summary'])).toEqual({
      categories: ['identity', 'allergies', 'medications', 'problems'],
      unknown: [],
    });
  });

  it('names each once, labels included, and lists what it does not know', () => {
    expect(
      expandCategories(['problems', 'summary', 'PSY', 'R', 'vitals', 'sumary', 'directory']),
    ).toEqual({
      categories: ['problems', 'identity', 'allergies', 'medications', 'PSY', 'R', 'vitals'],
      unknown: ['sumary', 'directory'],
    });
  });
});

describe('covers', () => {
  it('C2.2 C3 asks for the kind and each label', () => {
    const entry = { kind: 'medications', labels: ['ETH', 'PSY'] };
    expect(covers(['medications'], entry)).toBe(false);
    expect(covers(['medications', 'PSY'], entry)).toBe(false);
    expect(covers(['PSY', 'ETH'], entry)).toBe(false);
    expect(covers(['medications', 'PSY', 'ETH'], entry)).toBe(true);
    expect(covers(['medications'], { kind: 'medications', labels: [] })).toBe(true);
    expect(covers(['directory'], { kind: 'directory', labels: [] })).toBe(false);
  });
});
