import type { Formats } from '../../words/format.ts';

/** A FHIR date as staff write it, as exact as it is known: `20-Nov-2026`, `11/2026`, `2026`; empty for none. */
export function clinicalDate(date: string | null, formats: Formats): string {
  if (date === null) return '';
  const [, year = '', month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date) ?? [];
  if (day !== undefined) return formats.date(date);
  return month === undefined ? year : formats.month(`${year}-${month}-01`);
}

/** When a FHIR date begins, ms; a date without a zone is one of this place. */
export function startOf(date: string | null): number | null {
  if (date === null) return null;
  const local = date.length > 10 ? date : `${date}-01-01`.slice(0, 10) + 'T00:00:00';
  const ms = Date.parse(local);
  return Number.isNaN(ms) ? null : ms;
}

/** The calendar day here of a FHIR date; a date that is not exact stands as it is. */
export function dayOf(date: string): string {
  const ms = date.length > 10 ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(ms)) return date;
  const here = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${here.getFullYear()}-${two(here.getMonth() + 1)}-${two(here.getDate())}`;
}
