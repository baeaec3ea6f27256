const months: readonly (readonly string[])[] = [
  ['jan'],
  ['feb'],
  ['mar', 'mär', 'mrz'],
  ['apr'],
  ['may', 'mai'],
  ['jun'],
  ['jul'],
  ['aug'],
  ['sep'],
  ['oct', 'okt'],
  ['nov'],
  ['dec', 'dez'],
];
const relative: Readonly<Record<string, number>> = {
  today: 0,
  heute: 0,
  yesterday: -1,
  gestern: -1,
};

/**
 * The day that somebody wrote, as `2026-11-18`: `18-nov`, `18 November 2026`, `18.11.2026`, `2026-11-18`, `today`. Without a year it is
 * the last such day before `now` (ms), or the next one where days lie ahead. Undefined where no day can be read; a day never stands before its month in figures.
 */
export function readDay(
  text: string,
  now: number,
  { isAhead = false }: { isAhead?: boolean } = {},
): string | undefined {
  const words = text.trim().toLowerCase();
  const shift = relative[words];
  if (shift !== undefined)
    return isoOf(new Date(new Date(now).setDate(new Date(now).getDate() + shift)));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const parts = /^(\d{1,2})[.\s-]+([a-zä]{3,}|\d{1,2})\.?[.\s-]*(\d{4})?$/.exec(words);
  if (!parts) return undefined;
  const [, day = '', monthText = '', year] = parts;
  const month = /^\d/.test(monthText)
    ? words.includes('.')
      ? Number(monthText)
      : 0
    : months.findIndex((names) => names.some((name) => monthText.startsWith(name))) + 1;
  if (year !== undefined) return dayOf(Number(year), month, Number(day));
  const thisYear = new Date(now).getFullYear();
  const given = dayOf(thisYear, month, Number(day));
  const today = isoOf(new Date(now));
  if (given === undefined || given === today || given > today === isAhead) return given;
  return dayOf(thisYear + (isAhead ? 1 : -1), month, Number(day));
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(year, month - 1, day);
  const isReal = date.getFullYear() === year && date.getMonth() === month - 1;
  return isReal && date.getDate() === day ? isoOf(date) : undefined;
}

function isoOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
