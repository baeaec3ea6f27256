import type { Custody } from '../../parts/custody-mark.tsx';
import type { Formats } from '../../words/format.ts';
import { showUnit } from '../../words/show-unit.ts';
import type { Language, Say } from '../../words/words.ts';
import type { patientEn } from '../words.ts';
import { doseSentence } from './dose-sentence.ts';
import { medicineName } from './medicine-name.ts';
import { authorsName, plainName } from './plain-words.ts';
import {
  conceptOf,
  happenedAt,
  hasCode,
  shownOf,
  type Concept,
  type Quantity,
  type Shown,
} from './fhir.ts';
import type { Version } from './version.ts';

/** What the story can be narrowed to. */
export type Theme = 'results' | 'letters' | 'medicines' | 'visits' | 'own' | 'other';

/** An entry as the patient meets it: in everyday words, with who keeps it. */
export interface Entry {
  readonly member: string;
  readonly memberName: string;
  readonly custody: Custody;
  readonly version: Version;
  readonly shown: Shown;
  readonly theme: Theme;
  /** When it happened, or when it was written. */
  readonly at: string;
  readonly title: string;
  /** What its author called it, where the title says it in other words. */
  readonly authorsTitle: string | undefined;
  readonly sentence: string;
}

const themeOfKind: Readonly<Record<string, Theme>> = {
  results: 'results',
  vitals: 'results',
  imaging: 'results',
  observations: 'results',
  documents: 'letters',
  medications: 'medicines',
  encounters: 'visits',
  procedures: 'visits',
};

/** Words, dates and language that entries are told in. */
export interface Telling {
  readonly say: Say<typeof patientEn>;
  readonly formats: Formats;
  readonly language: Language;
}

/** Tells a version as an entry. */
export function entryOf(
  version: Version,
  held: { member: string; memberName: string; custody: Custody },
  telling: Telling,
): Entry {
  const shown = shownOf(version.resource);
  const concept = conceptOf(shown);
  const document = shown.content?.[0]?.attachment.title;
  const authors = authorsName(concept) ?? shown.title ?? document;
  const isMedicine = version.type.startsWith('Medication') && authors !== undefined;
  const plain = isMedicine
    ? medicineName(authors, telling.language)
    : (plainName(concept, telling.language) ?? shown.title ?? document);
  const title = titleOf(version, shown, plain ?? telling.say('entry.unnamed'), telling);
  return {
    ...held,
    version,
    shown,
    theme: themeOfKind[version.kind] ?? 'other',
    at: happenedAt(shown) ?? version.at,
    title,
    authorsTitle: authors === plain ? undefined : authors,
    sentence: sentenceOf(version, shown, telling),
  };
}

/** A measured value in words: 7.1 %, 140/88 mmHg; undefined where there is none. */
export function valueOf(shown: Shown, telling: Telling): string | undefined {
  const { language } = telling;
  const [first, second] = shown.component ?? [];
  if (hasCode(first?.code, '8480-6') && hasCode(second?.code, '8462-4'))
    return `${amount(first?.valueQuantity, telling, true)}/${amount(second?.valueQuantity, telling)}`;
  if (shown.valueQuantity !== undefined) return amount(shown.valueQuantity, telling);
  if (shown.valueCodeableConcept !== undefined)
    return plainName(shown.valueCodeableConcept, language);
  return shown.valueString;
}

/** The usual range in words. */
export function rangeOf(shown: Shown, { formats, say }: Telling): string | undefined {
  const { low, high } = shown.referenceRange?.[0] ?? {};
  if (low?.value !== undefined && high?.value !== undefined)
    return say('entry.range', { low: formats.number(low.value), high: formats.number(high.value) });
  if (high?.value !== undefined) return say('entry.below', { high: formats.number(high.value) });
  if (low?.value !== undefined) return say('entry.above', { low: formats.number(low.value) });
  return undefined;
}

/** Whether a value lies above or below its range, as its author says. */
function sideOf(shown: Shown): 'high' | 'low' | undefined {
  const [said]: readonly (Concept | undefined)[] = shown.interpretation ?? [];
  if (hasCode(said, 'H', 'HH')) return 'high';
  return hasCode(said, 'L', 'LL') ? 'low' : undefined;
}

/** The text of a document, where it is text. */
export function documentText(shown: Shown): string | undefined {
  const attachment = shown.content?.[0]?.attachment;
  if (attachment?.data === undefined || attachment.contentType?.startsWith('text/') !== true)
    return undefined;
  try {
    const bytes = Uint8Array.from(atob(attachment.data), (sign) => sign.codePointAt(0) ?? 0);
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}

function titleOf(version: Version, shown: Shown, plain: string, { say }: Telling): string {
  if (version.enteredInError) return say('entry.inError', { what: plain });
  if (version.type === 'Patient') return say('entry.person');
  if (version.type === 'MedicationRequest') return say('entry.medicine', { what: plain });
  if (version.type === 'AllergyIntolerance') return say('entry.allergy', { what: plain });
  if (version.type === 'Encounter' && shown.class?.code === 'IMP')
    return say('entry.stay', { what: plain });
  return plain;
}

function sentenceOf(version: Version, shown: Shown, telling: Telling): string {
  const { say, language } = telling;
  switch (version.type) {
    case 'Observation': {
      const value = valueOf(shown, telling);
      const range = rangeOf(shown, telling);
      const side = sideOf(shown);
      if (value === undefined) return '';
      const parts = [say('entry.value', { value })];
      if (range !== undefined) parts.push(range);
      if (side !== undefined) parts.push(say(side === 'high' ? 'entry.high' : 'entry.low'));
      return parts.join(' ');
    }
    case 'MedicationRequest':
      return doseSentence(shown, telling);
    case 'AllergyIntolerance':
      return (shown.reaction ?? [])
        .flatMap(({ manifestation }) => manifestation)
        .map((each) => plainName(each, language) ?? '')
        .join(', ');
    case 'DocumentReference':
      return documentText(shown) ?? '';
    case 'DiagnosticReport':
      return shown.conclusion ?? say('entry.values', { n: shown.result?.length ?? 0 });
    default:
      return shown.note?.[0]?.text ?? '';
  }
}

function amount(quantity: Quantity | undefined, { formats }: Telling, bare = false): string {
  if (quantity?.value === undefined) return '–';
  const unit = showUnit(quantity.code ?? quantity.unit ?? '');
  const shown = formats.number(quantity.value, bare || unit === '' ? {} : { unit });
  return `${quantity.comparator ?? ''}${shown}`;
}
