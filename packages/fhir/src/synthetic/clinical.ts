import { addResource, concept, quantity, term, timeOn } from './record.ts';
import type { RecordDraft, Reference } from './record.ts';
import type { Visit } from './visit.ts';
import { allergies, documents, medicines, problems, procedures, vaccines } from './vocabulary.ts';
import type { Code } from './vocabulary.ts';

/** Adds a problem of the problem list; one with an end is resolved. */
export function addProblem(
  record: RecordDraft,
  name: keyof typeof problems,
  { since, until }: { readonly since: string; readonly until?: string },
): Reference {
  const [first, ...rest]: readonly [Code, ...Code[]] = problems[name];
  const status = until === undefined ? 'active' : 'resolved';
  return addResource(record, {
    resourceType: 'Condition',
    clinicalStatus: term('condition-clinical', status),
    verificationStatus: term('condition-ver-status', 'confirmed'),
    category: [term('condition-category', 'problem-list-item', 'Problem List Item')],
    code: concept(first, ...rest),
    subject: record.patient,
    onsetDateTime: since,
    ...(until === undefined ? {} : { abatementDateTime: until }),
    recordedDate: since,
    recorder: record.doctor,
  });
}

/** Adds an allergy with its usual reaction. */
export function addAllergy(record: RecordDraft, name: keyof typeof allergies, since: string): void {
  const { code, category, reaction } = allergies[name];
  addResource(record, {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: term('allergyintolerance-clinical', 'active'),
    verificationStatus: term('allergyintolerance-verification', 'confirmed'),
    type: 'allergy',
    category: [category],
    criticality: name === 'peanut' ? 'high' : 'low',
    code: concept(code),
    patient: record.patient,
    recordedDate: since,
    recorder: record.doctor,
    reaction: [
      { manifestation: [concept(reaction)], severity: name === 'peanut' ? 'severe' : 'mild' },
    ],
  });
}

/** Adds a prescription made on a visit, with the problem that it is for. */
export function addPrescription(
  { record, encounter, day, hour }: Visit,
  name: keyof typeof medicines,
  reason: Reference | undefined,
  status: 'active' | 'completed' | 'stopped' = 'active',
): Reference {
  const { code, dose, timesADay } = medicines[name];
  const [amount = '1', form = 'tablet'] = dose.split(' ');
  return addResource(record, {
    resourceType: 'MedicationRequest',
    status,
    intent: 'order',
    medicationCodeableConcept: concept(code),
    subject: record.patient,
    encounter,
    authoredOn: timeOn(day, hour, 20),
    requester: record.doctor,
    ...(reason === undefined ? {} : { reasonReference: [reason] }),
    dosageInstruction: [
      {
        sequence: 1,
        text: `${dose}, ${timesADay === 1 ? 'once' : `${timesADay} times`} a day`,
        timing: { repeat: { frequency: timesADay, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: quantity(Number(amount), form, '1') }],
      },
    ],
  });
}

/** Adds a vaccination given on a visit. */
export function addVaccination(
  { record, encounter, day, hour }: Visit,
  name: keyof typeof vaccines,
): void {
  addResource(record, {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: concept(vaccines[name]),
    patient: record.patient,
    encounter,
    occurrenceDateTime: timeOn(day, hour, 15),
    primarySource: true,
    lotNumber: `SYN${record.chance.whole(1000, 9999)}`,
    performer: [{ actor: record.doctor }],
  });
}

/** Adds a procedure done on a visit. */
export function addProcedure(
  { record, encounter, day, hour }: Visit,
  name: keyof typeof procedures,
  reason?: Reference,
): void {
  addResource(record, {
    resourceType: 'Procedure',
    status: 'completed',
    code: concept(procedures[name]),
    subject: record.patient,
    encounter,
    performedPeriod: { start: timeOn(day, hour, 8), end: timeOn(day, hour, 18) },
    performer: [{ actor: record.doctor }],
    ...(reason === undefined ? {} : { reasonReference: [reason] }),
  });
}

/** Adds a finding in words, such as the presence of a virus, or the score of a questionnaire. */
export function addFinding(
  { record, encounter, day, hour }: Visit,
  {
    code,
    display,
    category,
    value,
  }: {
    readonly code: string;
    readonly display: string;
    readonly category: 'laboratory' | 'social-history' | 'survey';
    readonly value: Code | number;
  },
): void {
  addResource(record, {
    resourceType: 'Observation',
    status: 'final',
    category: [term('observation-category', category)],
    code: { coding: [{ system: 'http://loinc.org', code, display }], text: display },
    subject: record.patient,
    encounter,
    effectiveDateTime: timeOn(day, hour, 12),
    ...(typeof value === 'number'
      ? { valueInteger: value }
      : { valueCodeableConcept: concept(value) }),
  });
}

/** Adds a note of the visit as a document with plain text. */
export function addNote(
  { record, encounter, day, hour }: Visit,
  name: keyof typeof documents,
  text: string,
): void {
  addResource(record, {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'final',
    type: concept(documents[name]),
    subject: record.patient,
    date: timeOn(day, hour, 30),
    author: [record.doctor],
    custodian: record.hospital,
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=us-ascii',
          data: btoa(text),
          title: documents[name].display,
          creation: timeOn(day, hour, 30),
        },
      },
    ],
    context: { encounter: [encounter] },
  });
}

/** Adds a plan of care for a problem. */
export function addPlan(
  record: RecordDraft,
  title: string,
  problem: Reference,
  since: string,
): void {
  addResource(record, {
    resourceType: 'CarePlan',
    status: 'active',
    intent: 'plan',
    title,
    subject: record.patient,
    period: { start: since },
    author: record.doctor,
    addresses: [problem],
    activity: [
      {
        detail: {
          kind: 'ServiceRequest',
          status: 'in-progress',
          description: 'Review at the next visit',
        },
      },
    ],
  });
}
