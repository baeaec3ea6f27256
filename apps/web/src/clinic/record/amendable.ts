import { plainCodesOf } from './concept.ts';
import { documentsOf, textContent } from './documents.ts';
import type { Entry } from './entry.ts';
import { at, fieldsOf, listOf, textOf, type Fields } from './json.ts';

/** What of an entry a page lets people change: its text, its state, or both. */
export interface Amendable {
  /** The text of a note or the instruction of a prescription; null where there is none to change. */
  readonly text: string | null;
  readonly state: string | null;
  /** The states that it may take. */
  readonly states: readonly string[];
}

const statesOf: Readonly<Record<string, readonly string[]>> = {
  AllergyIntolerance: ['active', 'inactive', 'resolved'],
  Condition: ['active', 'inactive', 'resolved'],
  MedicationRequest: ['active', 'on-hold', 'stopped', 'completed'],
};

/** What may be changed of an entry; undefined where a page changes nothing. */
export function amendableOf(entry: Entry): Amendable | undefined {
  const { resource, type } = entry;
  if (!entry.isOurs || entry.isDamaged || entry.isInError) return undefined;
  const states = statesOf[type] ?? [];
  const [document] = type === 'DocumentReference' ? documentsOf([entry]) : [];
  if (document !== undefined) {
    const text = textContent(document);
    return text === null ? undefined : { text, state: null, states };
  }
  if (type === 'MedicationRequest')
    return {
      text: textOf(at(resource, 'dosageInstruction', 0, 'text')) ?? '',
      state: textOf(at(resource, 'status')) ?? null,
      states,
    };
  if (states.length === 0) return undefined;
  return { text: null, state: plainCodesOf(at(resource, 'clinicalStatus'))[0] ?? null, states };
}

/** The resource with a text and a state changed, everything else as it is; `textData` is the text as base64. */
export function amended(
  { resource, type }: Entry,
  change: {
    readonly text: string | null;
    readonly textData: string;
    readonly state: string | null;
  },
): Fields {
  const { state, text, textData } = change;
  const { meta, ...rest } = resource;
  const { security, profile } = fieldsOf(meta);
  const kept: Fields = {
    ...rest,
    ...(security === undefined && profile === undefined
      ? {}
      : {
          meta: {
            ...(security === undefined ? {} : { security }),
            ...(profile === undefined ? {} : { profile }),
          },
        }),
  };
  if (type === 'DocumentReference')
    return { ...kept, content: withText(kept['content'], textData) };
  if (type === 'MedicationRequest') {
    const { dosageInstruction: before, ...others } = kept;
    const dosage = text === null ? listOf(before) : withInstruction(before, text);
    return {
      ...others,
      ...(dosage.length === 0 ? {} : { dosageInstruction: dosage }),
      ...(state === null ? {} : { status: state }),
    };
  }
  return state === null
    ? kept
    : { ...kept, clinicalStatus: withState(kept['clinicalStatus'], state) };
}

/** Whether a prescription says in any way how much or how often: in words, or coded. */
export function hasDosage(resource: Fields): boolean {
  const says = ['text', 'patientInstruction', 'timing', 'doseAndRate'];
  return listOf(resource['dosageInstruction'])
    .map(fieldsOf)
    .some((dosage) => says.some((name) => dosage[name] !== undefined));
}

function withText(content: unknown, data: string): readonly Fields[] {
  const [first, ...others] = listOf(content).map(fieldsOf);
  const { hash: _hash, size: _size, ...attachment } = fieldsOf(first?.['attachment']);
  return [
    { ...first, attachment: { ...attachment, contentType: 'text/plain; charset=utf-8', data } },
    ...others,
  ];
}

/**
 * Dose and rhythm that were coded beside other words would contradict the new ones, so they go; where the words are emptied, what is
 * coded stays, and nothing empty does.
 */
function withInstruction(dosage: unknown, text: string): readonly Fields[] {
  const [first, ...others] = listOf(dosage).map(fieldsOf);
  const words = text.trim() === '' ? undefined : text;
  if (first?.['text'] === words) return first === undefined ? [] : [first, ...others];
  const { text: _text, ...rest } = first ?? {};
  if (words === undefined) return Object.keys(rest).length === 0 ? others : [rest, ...others];
  const coded = new Set(['timing', 'doseAndRate', 'asNeededBoolean', 'asNeededCodeableConcept']);
  const kept = Object.entries(rest).filter(([name]) => !coded.has(name));
  return [{ ...Object.fromEntries(kept), text: words }, ...others];
}

function withState(concept: unknown, code: string): Fields {
  const [coding] = listOf(at(concept, 'coding')).map(fieldsOf);
  const { system } = coding ?? {};
  return { coding: [{ ...(system === undefined ? {} : { system }), code }] };
}
