import { disclosureProjection } from '../audit/answer-tables.ts';
import { emergencyProjection } from '../emergency/review-tables.ts';
import type { PatientActor, StaffActor } from '../people/actor.ts';
import { openWard, type Ward } from '../ward.fixture.ts';

export const hourMs = 3_600_000;
const projections = [disclosureProjection, emergencyProjection];

/** A patient of the ward's doctor with an allergy, a letter and a labelled condition; the nurse never saw her. */
export async function admitted(carePolicy: 'hospital' | 'team' = 'hospital') {
  const ward = await openWard({ projections }, { carePolicy });
  const { chart, people } = ward.hospital;
  const doctor = ward.as('doctor');
  const name = [{ family: 'Lindqvist' }];
  const { id } = await people.admit(doctor, { resourceType: 'Patient', name });
  const reference = { reference: `Patient/${id}` };
  const write = async (resource: { resourceType: string; [name: string]: unknown }) =>
    chart.create(doctor, { type: resource.resourceType, resource });
  const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'PSY' }];
  const allergy = await write({
    resourceType: 'AllergyIntolerance',
    patient: reference,
    clinicalStatus: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
          code: 'active',
        },
      ],
    },
    code: { text: 'Penicillin' },
  });
  const letter = await write({
    resourceType: 'DocumentReference',
    status: 'current',
    subject: reference,
    content: [{ attachment: { contentType: 'text/plain', data: 'YQ==' } }],
  });
  const condition = await write({
    resourceType: 'Condition',
    subject: reference,
    code: { text: 'low mood' },
    meta: { security },
  });
  const she: PatientActor = { kind: 'patient', patient: id, credential: 'hers' };
  return { ward, id, she, allergy, letter, condition };
}

/** Types of what somebody reads of a patient's chart. */
export const typesOf = async ({ hospital }: Ward, actor: StaffActor, patient: string) => {
  const versions = await hospital.chart.readPatient(actor, { patient });
  return versions.map(({ type }) => type).filter((type) => type !== 'Patient');
};

/** What a chart of `admitted` holds for whom nothing is hidden from. */
export const everything = ['AllergyIntolerance', 'DocumentReference', 'Condition'];
