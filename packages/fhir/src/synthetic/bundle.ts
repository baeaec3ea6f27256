import type { Resource } from '../resource.ts';
import { doctorOf, drawPerson, hospitalOf, patientOf } from './person.ts';
import { createChance } from './random.ts';
import { addResource } from './record.ts';
import type { RecordDraft } from './record.ts';
import { stories } from './stories.ts';

/**
 * A made-up patient as a FHIR R4 transaction bundle of some 30 to 120 entries: the same seed and index
 * give the same bytes everywhere, whatever the clock says. Indexes 0 to 7 tell eight different stories,
 * later ones tell them again of others. Every story but the child's has entries that a sensitive label covers.
 */
export function syntheticBundle(seed: string | number, index: number): Resource {
  const chance = createChance(`careledger ${seed} ${index}`);
  const { gender, born, tell } = stories[index % stories.length] ?? stories[0];
  const person = drawPerson(chance, { gender, born, index });
  const entries: RecordDraft['entries'] = [];
  const draft = { chance, entries };
  const hospital = addResource(draft, hospitalOf(chance));
  const doctor = addResource(draft, doctorOf(chance));
  const patient = addResource(draft, patientOf(chance, person));
  tell({ ...draft, patient, hospital, doctor }, person);
  return { resourceType: 'Bundle', type: 'transaction', entry: entries };
}
