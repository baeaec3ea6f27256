import type { NewResource } from './write-resource.ts';

const loinc = 'http://loinc.org';
const clinical = 'http://terminology.hl7.org/CodeSystem';

/** What a new entry needs besides its own words: whose it is and when it is written, as FHIR writes it. */
export interface Occasion {
  readonly patient: string;
  readonly now: string;
}

/** A note or an attached file as a DocumentReference; `data` is base64. */
export function documentResource(
  { now, patient }: Occasion,
  document: {
    readonly code: string;
    readonly kind: string;
    readonly title: string;
    readonly contentType: string;
    readonly data: string;
  },
): NewResource {
  const { code, contentType, data, kind, title } = document;
  return {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: loinc, code, display: kind }], text: kind },
    subject: subjectOf(patient),
    date: now,
    content: [{ attachment: { contentType, title, creation: now, data } }],
  };
}

/** An allergy. */
export function allergyResource(
  { now, patient }: Occasion,
  allergy: {
    readonly substance: string;
    readonly reaction: string;
    readonly severity: string;
    readonly isHighRisk: boolean;
    readonly isConfirmed: boolean;
  },
): NewResource {
  const { isConfirmed, isHighRisk, reaction, severity, substance } = allergy;
  const isSevere = severity !== '';
  return {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: statusOf('allergyintolerance-clinical', 'active'),
    verificationStatus: statusOf(
      'allergyintolerance-verification',
      isConfirmed ? 'confirmed' : 'unconfirmed',
    ),
    ...(isHighRisk ? { criticality: 'high' } : {}),
    code: { text: substance },
    patient: subjectOf(patient),
    recordedDate: now,
    ...(reaction === '' && !isSevere
      ? {}
      : {
          reaction: [
            {
              manifestation: [{ text: reaction === '' ? 'not described' : reaction }],
              ...(isSevere ? { severity } : {}),
            },
          ],
        }),
  };
}

/** The entry that the patient knows of no allergy. */
export function noAllergyResource({ now, patient }: Occasion): NewResource {
  return {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: statusOf('allergyintolerance-clinical', 'active'),
    verificationStatus: statusOf('allergyintolerance-verification', 'unconfirmed'),
    code: {
      coding: [
        { system: 'http://snomed.info/sct', code: '716186003', display: 'No known allergy' },
      ],
      text: 'No known allergy',
    },
    patient: subjectOf(patient),
    recordedDate: now,
  };
}

/** A problem; `since` is a FHIR date or empty. */
export function problemResource(
  { now, patient }: Occasion,
  { name, since }: { readonly name: string; readonly since: string },
): NewResource {
  return {
    resourceType: 'Condition',
    clinicalStatus: statusOf('condition-clinical', 'active'),
    verificationStatus: statusOf('condition-ver-status', 'confirmed'),
    category: [
      { coding: [{ system: `${clinical}/condition-category`, code: 'problem-list-item' }] },
    ],
    code: { text: name },
    subject: subjectOf(patient),
    ...(since === '' ? {} : { onsetDateTime: since }),
    recordedDate: now,
  };
}

/** A prescription; `reason` says why it was written against a warning. */
export function prescriptionResource(
  { now, patient }: Occasion,
  wish: {
    readonly medicine: string;
    readonly dose: number | null;
    readonly unit: string;
    readonly times: number;
    readonly route: string;
    readonly isAsNeeded: boolean;
    readonly reason: string;
  },
): NewResource {
  const { dose, isAsNeeded, medicine, reason, route, times, unit } = wish;
  return {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: medicine },
    subject: subjectOf(patient),
    authoredOn: now,
    dosageInstruction: [
      {
        ...(isAsNeeded ? { asNeededBoolean: true } : {}),
        ...(route === '' ? {} : { route: { text: route } }),
        timing: { repeat: { frequency: times, period: 1, periodUnit: 'd' } },
        ...(dose === null ? {} : { doseAndRate: [{ doseQuantity: { value: dose, unit } }] }),
      },
    ],
    ...(reason === '' ? {} : { note: [{ text: reason, time: now }] }),
  };
}

function subjectOf(patient: string): { readonly reference: string } {
  return { reference: `Patient/${patient}` };
}

function statusOf(system: string, code: string) {
  return { coding: [{ system: `${clinical}/${system}`, code }] };
}
