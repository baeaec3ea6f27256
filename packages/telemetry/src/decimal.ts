/** An exact decimal number: `digits` / 10^`places`. */
export interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

/** A fraction of whole numbers; `over` is positive. */
export interface Fraction {
  readonly of: bigint;
  readonly over: bigint;
}

const FORM = /^-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?$/;
const CONVERTED_PLACES = 12;

/**
 * The decimal that a text says: at most 9 digits before and 6 after the point, no exponent, no plus,
 * no leading zeros and no minus before zero; anything else is undefined.
 */
export function parseDecimal(text: string): Decimal | undefined {
  return FORM.test(text) && !/^-[0.]*$/.test(text) ? decimal(text) : undefined;
}

/** The decimal of a text that is known to be a plain decimal, of any length. */
export function decimal(text: string): Decimal {
  const point = text.indexOf('.');
  return {
    digits: BigInt(text.replace('.', '')),
    places: point === -1 ? 0 : text.length - point - 1,
  };
}

/** The text of a decimal with exactly its places: `{ digits: 370n, places: 1 }` is `37.0`. */
export function decimalText({ digits, places }: Decimal): string {
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  return `${digits < 0n ? '-' : ''}${whole}${places > 0 ? `.${text.slice(-places)}` : ''}`;
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const difference = left.digits * power(right.places) - right.digits * power(left.places);
  return difference < 0n ? -1 : Number(difference > 0n);
}

/** The distance between two decimals. */
export function distance(left: Decimal, right: Decimal): Decimal {
  const places = Math.max(left.places, right.places);
  const difference =
    left.digits * power(places - left.places) - right.digits * power(places - right.places);
  return { digits: difference < 0n ? -difference : difference, places };
}

/** A decimal rounded half up (towards positive infinity) to `places` digits after the point. */
export function roundHalfUp(value: Decimal, places: number): Decimal {
  if (value.places <= places)
    return { digits: value.digits * power(places - value.places), places };
  return { digits: nearest({ of: value.digits, over: power(value.places - places) }), places };
}

/**
 * (`value` + `plus`) × `times`, rounded half up to 12 places and written without trailing zeros.
 * Twelve places are finer than the least distance of any accepted value from a rounding boundary of a
 * score, so rounding the result again cannot differ from rounding the exact value.
 */
export function scaled(value: Decimal, plus: Decimal, times: Fraction): Decimal {
  const places = Math.max(value.places, plus.places);
  const sum =
    value.digits * power(places - value.places) + plus.digits * power(places - plus.places);
  const digits = nearest({
    of: sum * times.of * power(CONVERTED_PLACES),
    over: times.over * power(places),
  });
  return trimmed({ digits, places: CONVERTED_PLACES });
}

function trimmed({ digits, places }: Decimal): Decimal {
  let [kept, left] = [digits, places];
  while (left > 0 && kept % 10n === 0n) [kept, left] = [kept / 10n, left - 1];
  return { digits: kept, places: left };
}

/** The whole number nearest to a fraction, halves up. */
function nearest({ of, over }: Fraction): bigint {
  const doubled = 2n * of + over;
  const quotient = doubled / (2n * over);
  return doubled < 0n && quotient * 2n * over !== doubled ? quotient - 1n : quotient;
}

function power(places: number): bigint {
  return 10n ** BigInt(places);
}
