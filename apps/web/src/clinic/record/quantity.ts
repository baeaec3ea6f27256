import type { Formats } from '../../words/format.ts';
import { showUnit } from '../../words/show-unit.ts';
import { at, numberOf, textOf } from './json.ts';

/** A number with the unit that clinicians write. */
export interface Amount {
  readonly value: number;
  /** The comparator where only a bound is known. */
  readonly bound: string;
  readonly unit: string;
  /** The UCUM code, by which values are compared. */
  readonly code: string;
}

/** A FHIR Quantity; undefined where it has no value. */
export function amountOf(quantity: unknown): Amount | undefined {
  const value = numberOf(at(quantity, 'value'));
  if (value === undefined) return undefined;
  const code = textOf(at(quantity, 'code')) ?? textOf(at(quantity, 'unit')) ?? '';
  return { value, bound: textOf(at(quantity, 'comparator')) ?? '', unit: labUnit(code), code };
}

/** The number alone, without trailing zeros: `≥ 1,204`. */
export function valueWords({ bound, value }: Amount, formats: Formats): string {
  return `${bound === '' ? '' : `${bound} `}${formats.number(value)}`;
}

/** A value and its unit with a space that does not break: `7.4 kPa`. */
export function amountWords(amount: Amount, formats: Formats): string {
  const shown = valueWords(amount, formats);
  return amount.unit === '' ? shown : `${shown}\u00a0${formats.unit(amount.unit)}`;
}

/** A unit of a result: `ug/L` is written with the letter µ, which is forbidden in doses only. */
function labUnit(code: string): string {
  return showUnit(code)
    .replace(/^u(?=mol|g\/|L)/, 'µ')
    .replace(/\/u(?=L)/, '/µ')
    .replace(/^U\/L$/, 'units/L');
}
