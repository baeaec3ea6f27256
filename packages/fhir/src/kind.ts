import { hasCode } from './resource.ts';
import type { Resource } from './resource.ts';

/** The version of the table of kinds and labels; stored with what was labelled by it. */
export const categoriesVersion = 1;

/** The kinds that a patient's grant can name, in the order of the table. */
export const kinds = [
  'identity',
  'allergies',
  'medications',
  'problems',
  'immunisations',
  'vitals',
  'results',
  'imaging',
  'social',
  'observations',
  'procedures',
  'plans',
  'encounters',
  'documents',
  'billing',
  'consent',
  'restricted',
] as const;

/** A kind of record; `directory` is what belongs to a hospital and not to a patient. */
export type Kind = (typeof kinds)[number] | 'directory';

/** What `summary` stands for in a grant and in a break-glass. */
export const summaryKinds = ['identity', 'allergies', 'medications', 'problems'] as const;

const byType: ReadonlyMap<string, Kind> = new Map(
  Object.entries({
    Patient: 'identity',
    RelatedPerson: 'identity',
    Person: 'identity',
    AllergyIntolerance: 'allergies',
    AdverseEvent: 'allergies',
    MedicationRequest: 'medications',
    MedicationStatement: 'medications',
    MedicationAdministration: 'medications',
    MedicationDispense: 'medications',
    Medication: 'medications',
    Condition: 'problems',
    FamilyMemberHistory: 'problems',
    ClinicalImpression: 'problems',
    RiskAssessment: 'problems',
    DetectedIssue: 'problems',
    Immunization: 'immunisations',
    ImmunizationEvaluation: 'immunisations',
    ImmunizationRecommendation: 'immunisations',
    Device: 'vitals',
    DeviceMetric: 'vitals',
    DeviceUseStatement: 'vitals',
    Specimen: 'results',
    ImagingStudy: 'imaging',
    Media: 'imaging',
    QuestionnaireResponse: 'social',
    Procedure: 'procedures',
    ServiceRequest: 'procedures',
    CarePlan: 'plans',
    CareTeam: 'plans',
    Goal: 'plans',
    NutritionOrder: 'plans',
    Encounter: 'encounters',
    EpisodeOfCare: 'encounters',
    Appointment: 'encounters',
    Flag: 'encounters',
    DocumentReference: 'documents',
    Composition: 'documents',
    Binary: 'documents',
    DocumentManifest: 'documents',
    Communication: 'documents',
    List: 'documents',
    Claim: 'billing',
    ClaimResponse: 'billing',
    ExplanationOfBenefit: 'billing',
    Coverage: 'billing',
    Account: 'billing',
    Invoice: 'billing',
    Consent: 'consent',
    Provenance: 'consent',
    AuditEvent: 'consent',
    Organization: 'directory',
    Practitioner: 'directory',
    PractitionerRole: 'directory',
    Location: 'directory',
    HealthcareService: 'directory',
  } as const),
);

/** The one kind of a resource by CATEGORIES.md; a type that the table does not name is `restricted`. */
export function kindOf(resource: Resource): Kind {
  if (resource.resourceType === 'Observation') return kindOfObservation(resource['category']);
  if (resource.resourceType === 'DiagnosticReport') {
    const { category } = resource;
    return hasCode(category, 'RAD') || hasCode(category, 'imaging') ? 'imaging' : 'results';
  }
  return byType.get(resource.resourceType) ?? 'restricted';
}

function kindOfObservation(category: unknown): Kind {
  if (hasCode(category, 'vital-signs')) return 'vitals';
  if (hasCode(category, 'laboratory')) return 'results';
  if (hasCode(category, 'imaging')) return 'imaging';
  if (hasCode(category, 'social-history') || hasCode(category, 'survey')) return 'social';
  return 'observations';
}
