/** Milliseconds since the epoch, from the first instant (included) to the last (excluded). */
export interface DateRange {
  readonly from: number;
  readonly to: number;
}

/** Earlier and later than every instant that FHIR can write: the ends of a period that is open. */
export const openStart = -8_640_000_000_000_000;
export const openEnd = 8_640_000_000_000_000;

const form =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9})\d*)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * The instants that a FHIR date, dateTime or instant stands for: a year is the whole year, a minute
 * the whole minute, a second with n decimals a 10⁻ⁿ of a second (at least a millisecond). What names
 * no time zone is read as UTC. Undefined for anything else, days that no calendar has included.
 */
export function dateRange(text: string): DateRange | undefined {
  const parts = form.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = parts;
  const y = Number(year);
  if (y === 0) return undefined;
  if (month === undefined) return { from: utc(y, 1, 1), to: utc(y + 1, 1, 1) };
  const m = Number(month);
  if (m < 1 || m > 12) return undefined;
  if (day === undefined) return { from: utc(y, m, 1), to: utc(y, m + 1, 1) };
  const d = Number(day);
  if (d < 1 || d > daysIn(y, m)) return undefined;
  const midnight = utc(y, m, d);
  if (hour === undefined) return { from: midnight, to: midnight + 86_400_000 };
  const offset = offsetOf(zone);
  if (Number(hour) > 23 || Number(minute) > 59 || offset === undefined) return undefined;
  const minuteStart = midnight + Number(hour) * 3_600_000 + Number(minute) * 60_000 - offset;
  if (second === undefined) return { from: minuteStart, to: minuteStart + 60_000 };
  if (Number(second) > 60) return undefined;
  const secondStart = minuteStart + Number(second) * 1000;
  if (fraction === undefined) return { from: secondStart, to: secondStart + 1000 };
  const from = secondStart + Number(`${fraction}000`.slice(0, 3));
  return { from, to: from + (fraction.length === 1 ? 100 : fraction.length === 2 ? 10 : 1) };
}

function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The offset of a time zone in milliseconds; UTC where none is named. */
function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 14 || minutes > 59 || (hours === 14 && minutes > 0)) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3_600_000 + minutes * 60_000);
}
