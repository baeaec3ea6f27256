import type { Decimal, Fraction } from './decimal.ts';
import { compareDecimals, decimal, decimalText, parseDecimal, scaled } from './decimal.ts';

/** What is known of one measured quantity; bounds are in `unit`, inclusive. */
export interface Vital {
  /** LOINC code. */
  readonly code: string;
  readonly display: string;
  /** UCUM unit in which values are kept, scored and shown. */
  readonly unit: string;
  /** Outside of these a value encodes no measurement at all. */
  readonly possible: { readonly min: Decimal; readonly max: Decimal | null };
  /** Outside of these a value is kept and flagged as extreme (T2.3). */
  readonly usual: { readonly low: Decimal; readonly high: Decimal };
  /** The change that the edge filter always keeps. */
  readonly deadband: Decimal;
  readonly units: ReadonlyMap<string, Conversion>;
}

interface Conversion {
  readonly plus: Decimal;
  readonly times: Fraction;
}

/** A value in the kept unit, or why there is none. */
export type Measured =
  | { readonly value: string; readonly unit: string; readonly extreme: boolean }
  | { readonly because: 'code' | 'unit' | 'decimal' | 'impossible' };

const NOTHING: Decimal = decimal('0');
const SAME: Conversion = by(1n);
const RATE = { '/min': SAME, '{breaths}/min': SAME, '{beats}/min': SAME, Hz: by(60n) };
// UCUM defines the metre of mercury column as exactly 133.3220 kPa.
const PRESSURE = { 'mm[Hg]': SAME, kPa: by(500_000n, 66_661n) };
const PERCENT = { '%': SAME };

const VITALS: ReadonlyMap<string, Vital> = new Map(
  [
    vital('9279-1', 'Respiratory rate', RATE, ['0', null], ['4', '60'], '4'),
    vital('8867-4', 'Heart rate', RATE, ['0', null], ['30', '220'], '5'),
    vital(
      '2708-6',
      'Oxygen saturation in Arterial blood',
      PERCENT,
      ['0', '100'],
      ['70', '100'],
      '2',
    ),
    vital(
      '59408-5',
      'Oxygen saturation in Arterial blood by Pulse oximetry',
      PERCENT,
      ['0', '100'],
      ['70', '100'],
      '2',
    ),
    vital('8480-6', 'Systolic blood pressure', PRESSURE, ['0', null], ['50', '260'], '10'),
    vital('8462-4', 'Diastolic blood pressure', PRESSURE, ['0', null], ['20', '160'], '10'),
    vital('8478-0', 'Mean blood pressure', PRESSURE, ['0', null], ['30', '200'], '10'),
    vital(
      '8310-5',
      'Body temperature',
      {
        Cel: SAME,
        '[degF]': { plus: decimal('-32'), times: { of: 5n, over: 9n } },
        K: { plus: decimal('-273.15'), times: { of: 1n, over: 1n } },
      },
      ['-273.15', null],
      ['32', '42'],
      '0.3',
    ),
    vital(
      '3151-8',
      'Inhaled oxygen flow rate',
      { 'L/min': SAME, 'mL/min': by(1n, 1000n) },
      ['0', null],
      ['0', '60'],
      '1',
    ),
    vital('3150-6', 'Inhaled oxygen concentration', PERCENT, ['0', '100'], ['20.5', '100'], '5'),
    vital(
      '2339-0',
      'Glucose [Mass/volume] in Blood',
      { 'mg/dL': SAME, 'g/L': by(100n) },
      ['0', null],
      ['40', '500'],
      '18',
    ),
    vital(
      '15074-8',
      'Glucose [Moles/volume] in Blood',
      { 'mmol/L': SAME },
      ['0', null],
      ['2.2', '27.8'],
      '1',
    ),
    vital(
      '29463-7',
      'Body weight',
      { kg: SAME, g: by(1n, 1000n), '[lb_av]': by(45_359_237n, 100_000_000n) },
      ['0', null],
      ['2', '300'],
      '0.5',
    ),
    vital(
      '8302-2',
      'Body height',
      { cm: SAME, m: by(100n), '[in_i]': by(254n, 100n) },
      ['0', null],
      ['30', '250'],
      '1',
    ),
  ].map((row) => [row.code, row]),
);

/** What is known of a LOINC code; undefined for a quantity that devices may not send. */
export function vitalOf(code: string): Vital | undefined {
  return VITALS.get(code);
}

/** Every quantity that devices may send. */
export function vitals(): readonly Vital[] {
  return [...VITALS.values()];
}

/**
 * A device's value in the kept unit of its code, converted exactly; a value in that unit already keeps
 * its text. Extreme values are flagged, only what encodes no measurement is impossible (T2.3).
 */
export function measured(given: { code: string; value: string; unit: string }): Measured {
  const known = VITALS.get(given.code);
  if (!known) return { because: 'code' };
  const conversion = known.units.get(given.unit);
  if (!conversion) return { because: 'unit' };
  const exact = parseDecimal(given.value);
  if (!exact) return { because: 'decimal' };
  const value = conversion === SAME ? exact : scaled(exact, conversion.plus, conversion.times);
  const { possible, usual } = known;
  if (compareDecimals(value, possible.min) < 0) return { because: 'impossible' };
  if (possible.max && compareDecimals(value, possible.max) > 0) return { because: 'impossible' };
  const extreme = compareDecimals(value, usual.low) < 0 || compareDecimals(value, usual.high) > 0;
  return { value: decimalText(value), unit: known.unit, extreme };
}

/** The first unit of a row is the one that values are kept in. */
function vital(
  code: string,
  display: string,
  units: Readonly<Record<string, Conversion>>,
  [min, max]: readonly [string, string | null],
  [low, high]: readonly [string, string],
  deadband: string,
): Vital {
  return {
    code,
    display,
    unit: Object.keys(units)[0] ?? '1',
    possible: { min: decimal(min), max: max === null ? null : decimal(max) },
    usual: { low: decimal(low), high: decimal(high) },
    deadband: decimal(deadband),
    units: new Map(Object.entries(units)),
  };
}

function by(of: bigint, over = 1n): Conversion {
  return { plus: NOTHING, times: { of, over } };
}
