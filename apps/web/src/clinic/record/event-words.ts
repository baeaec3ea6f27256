import { wordsOf } from './concept.ts';
import { at, textOf } from './json.ts';
import { medicineName } from './medicine-name.ts';

/** What kind of event a line of the timeline tells; a key of the messages. */
export type EventKind =
  | 'allergy'
  | 'damaged'
  | 'document'
  | 'encounter'
  | 'immunisation'
  | 'medicine'
  | 'other'
  | 'plan'
  | 'problem'
  | 'procedure'
  | 'report'
  | 'results'
  | 'vitals';

/** What an event of a kind is called, from its resource. */
export function eventWords(kind: EventKind, resource: unknown, type: string): string {
  switch (kind) {
    case 'encounter':
      return wordsOf(at(resource, 'type', 0)) || wordsOf({ coding: [at(resource, 'class')] });
    case 'immunisation':
      return wordsOf(at(resource, 'vaccineCode'));
    case 'medicine': {
      const { name, strength } = medicineName(wordsOf(at(resource, 'medicationCodeableConcept')));
      return [name, strength].filter((each) => each !== '').join(' ');
    }
    case 'document':
      return (
        textOf(at(resource, 'content', 0, 'attachment', 'title')) ?? wordsOf(at(resource, 'type'))
      );
    case 'plan':
      return textOf(at(resource, 'title')) ?? wordsOf(at(resource, 'category', 0));
    default:
      return wordsOf(at(resource, 'code')) || textOf(at(resource, 'description')) || type;
  }
}
