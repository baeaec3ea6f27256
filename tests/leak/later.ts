import { textIn } from '../../apps/cli/src/rows.ts';
import { oneOf } from '../passkeys.ts';
import type { HospitalHere } from './hospitals.ts';
import type { Placed } from './persons.ts';
import { call } from './story.ts';

const place = (patient: string) => ({ reference: `Patient/${patient}` });
const condition = (patient: string, word: string) => ({
  resourceType: 'Condition',
  code: { text: word },
  subject: place(patient),
});

/** What was labelled only in its second version, and what was entered in error. */
export async function laterEntries(
  at: HospitalHere,
  doctor: string,
  patient: string,
): Promise<Placed[]> {
  const create = async (word: string) => {
    const resource = condition(patient, word);
    const { body } = await at.send(
      { method: 'POST', url: '/fhir/R4/Condition', body: resource },
      doctor,
    );
    return { resource, word, type: 'Condition', id: textIn(oneOf(JSON.parse(body)), 'id') };
  };
  const relabelled = await create('Kanari71q');
  const wrong = await create('Kanari72q');
  const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'SDV' }];
  await call(at, doctor, 'amend', {
    id: `Condition/${relabelled.id}`,
    version: '1',
    resource: { ...relabelled.resource, id: relabelled.id, meta: { security } },
  });
  await call(at, doctor, 'enter-in-error', { id: `Condition/${wrong.id}`, reason: 'wrong chart' });
  return [
    { ...relabelled, category: 'problems, later SDV', kind: 'problems', labels: ['SDV'] },
    { ...wrong, category: 'problems in error', kind: 'in error', labels: [] },
  ];
}

/** A reading of Ann's bedside monitor that raises an alert. */
export async function readingOf(
  at: HospitalHere,
  patient: string,
  device: string,
): Promise<number> {
  const now = Date.now();
  const observations = [{ code: '8867-4', value: '190', unit: '/min' }];
  const message = { v: 1, device, boot: 1, counter: 1, at: now, clock: 'synced', observations };
  const { index } = await at.node.practice.hospital.journal.append({
    t: 'reading',
    at: now,
    device,
    patient,
    born: '1971-02-03',
    message: { ...message, signature: 'AA' },
  });
  return index;
}

/** Places in the journal that are no readings. */
export async function noReadings(at: HospitalHere): Promise<number[]> {
  const found: number[] = [];
  for await (const { entry, index } of at.node.practice.hospital.journal.entries())
    if (['answer', 'access', 'consent', 'request'].includes(entry.t)) found.push(index);
  return found.slice(-12);
}
