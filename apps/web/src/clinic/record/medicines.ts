import type { Formats } from '../../words/format.ts';
import { codesOf, wordsOf } from './concept.ts';
import type { Entry } from './entry.ts';
import { at, listOf, numberOf, textOf } from './json.ts';
import { medicineName, type MedicineName } from './medicine-name.ts';

/** How often a medicine is taken. */
export interface Rhythm {
  readonly times: number;
  readonly every: number;
  /** UCUM unit of time: h, d, wk, mo. */
  readonly unit: string;
}

/** What is taken each time: 1 tablet, 500 micrograms. */
export interface Dose {
  readonly value: number;
  readonly unit: string;
}

/** A medicine line of the chart. */
export interface Medicine extends MedicineName {
  readonly entry: Entry;
  readonly codes: readonly string[];
  /** What is taken each time; null where it is not said. */
  readonly dose: Dose | null;
  readonly route: string;
  readonly rhythm: Rhythm | null;
  readonly isAsNeeded: boolean;
  /** The instruction as written, where nothing finer is known. */
  readonly instruction: string;
  /** FHIR date of the prescription or the start. */
  readonly since: string | null;
  readonly isActive: boolean;
}

const types = new Set(['MedicationRequest', 'MedicationStatement']);
const ended = new Set(['completed', 'stopped', 'cancelled', 'draft', 'on-hold', 'not-taken']);

/** The medicines among entries, what is taken now first and the newest first. */
export function medicinesOf(entries: readonly Entry[]): readonly Medicine[] {
  return entries
    .filter(({ type, isDamaged, isInError }) => types.has(type) && !isDamaged && !isInError)
    .filter(({ resource }) => textOf(at(resource, 'status')) !== 'entered-in-error')
    .map((entry) => medicineOf(entry, entries))
    .toSorted(
      (left, right) =>
        Number(right.isActive) - Number(left.isActive) ||
        (right.since ?? '').localeCompare(left.since ?? ''),
    );
}

const counted = new Map([
  ['patch', 'patches'],
  ...['tablet', 'capsule', 'puff', 'drop', 'film', 'implant'].map((unit): [string, string] => [
    unit,
    `${unit}s`,
  ]),
]);

/** A dose in words; units are written out, since their abbreviations are misread. */
export function doseWords({ value, unit }: Dose, formats: Formats): string {
  const shown = value === 1 ? unit : (counted.get(unit) ?? unit);
  return unit === '' ? formats.number(value) : formats.number(value, { unit: shown });
}

function medicineOf(entry: Entry, entries: readonly Entry[]): Medicine {
  const { resource } = entry;
  const concept = conceptOf(entry, entries);
  const [dosage] = listOf(at(resource, 'dosageInstruction') ?? at(resource, 'dosage'));
  const repeat = at(dosage, 'timing', 'repeat');
  return {
    ...medicineName(wordsOf(concept)),
    entry,
    codes: codesOf(concept),
    dose: doseOf(at(dosage, 'doseAndRate', 0, 'doseQuantity')),
    route: wordsOf(at(dosage, 'route')).toLowerCase(),
    rhythm: rhythmOf(repeat),
    isAsNeeded:
      at(dosage, 'asNeededBoolean') === true || at(dosage, 'asNeededCodeableConcept') !== undefined,
    instruction: textOf(at(dosage, 'text')) ?? '',
    since:
      textOf(at(resource, 'authoredOn')) ??
      textOf(at(resource, 'effectivePeriod', 'start')) ??
      textOf(at(resource, 'effectiveDateTime')) ??
      null,
    isActive: !ended.has(textOf(at(resource, 'status')) ?? 'active'),
  };
}

/** The medicine's concept, also where it stands in a Medication of its own. */
function conceptOf({ custodian, resource }: Entry, entries: readonly Entry[]): unknown {
  const own = at(resource, 'medicationCodeableConcept');
  if (own !== undefined) return own;
  const id = (textOf(at(resource, 'medicationReference', 'reference')) ?? '').split('/').at(-1);
  const found = entries.find(
    (each) => each.type === 'Medication' && each.id === id && each.custodian === custodian,
  );
  return (
    at(found?.resource, 'code') ?? { text: textOf(at(resource, 'medicationReference', 'display')) }
  );
}

function doseOf(quantity: unknown): Dose | null {
  const value = numberOf(at(quantity, 'value'));
  if (value === undefined) return null;
  const unit = textOf(at(quantity, 'unit')) ?? textOf(at(quantity, 'code')) ?? '';
  if (/^(?:ug|µg|mcg)$/i.test(unit)) return { value, unit: 'micrograms' };
  return { value, unit: /^(?:U|IU|\[IU\])$/.test(unit) ? 'units' : unit };
}

function rhythmOf(repeat: unknown): Rhythm | null {
  const every = numberOf(at(repeat, 'period'));
  const unit = textOf(at(repeat, 'periodUnit'));
  if (every === undefined || unit === undefined) return null;
  return { times: numberOf(at(repeat, 'frequency')) ?? 1, every, unit };
}
