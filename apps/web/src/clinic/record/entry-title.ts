import { allergiesOf } from './allergies.ts';
import { wordsOf } from './concept.ts';
import { documentsOf } from './documents.ts';
import type { Entry } from './entry.ts';
import { at, textOf } from './json.ts';
import { medicinesOf } from './medicines.ts';

/** What an entry is called on pages. */
export function titleOf(entry: Entry): string {
  const one = [entry];
  const { resource, type } = entry;
  switch (type) {
    case 'AllergyIntolerance': {
      const { denied, known } = allergiesOf(one);
      return [...known, ...denied][0]?.substance ?? wordsOf(at(resource, 'code'));
    }
    case 'DocumentReference':
      return documentsOf(one)[0]?.title ?? '';
    case 'MedicationRequest':
    case 'MedicationStatement':
      return medicinesOf(one)[0]?.name ?? '';
    case 'Immunization':
      return wordsOf(at(resource, 'vaccineCode'));
    case 'Encounter':
      return wordsOf(at(resource, 'type', 0)) || wordsOf({ coding: [at(resource, 'class')] });
    case 'CarePlan':
      return textOf(at(resource, 'title')) ?? type;
    default:
      return wordsOf(at(resource, 'code')) || type;
  }
}
