import type { NodeClient } from '@careledger/protocol';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';

/** Writes a visitor and his encounter at the doctor's own hospital: an event that questions can name (C14). */
export async function encounterHere(doctor: NodeClient): Promise<string> {
  const visitor = rowsOf(
    await doctor.fhir('POST', 'Patient', {
      resourceType: 'Patient',
      name: [{ family: 'Visitor', given: ['Val'] }],
      gender: 'female',
      birthDate: '1980-01-01',
    }),
  )[0];
  const encounter = rowsOf(
    await doctor.fhir('POST', 'Encounter', {
      resourceType: 'Encounter',
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'EMER' },
      subject: { reference: `Patient/${textIn(visitor, 'id')}` },
    }),
  )[0];
  return `Encounter/${textIn(encounter, 'id')}`;
}
