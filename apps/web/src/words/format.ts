import { unitIn } from './show-unit.ts';
import type { Language } from './words.ts';

/** A moment: milliseconds, or the text of an ISO 8601 instant or date. */
export type Moment = number | string;

/** How dates, times, numbers and names are written, by language and for whom (PAGES, 5). */
export interface Formats {
  /** 20 November 2026 · staff: 20-Nov-2026. */
  date(at: Moment): string;
  /** 20 Nov. */
  shortDate(at: Moment): string;
  /** November 2026. */
  month(at: Moment): string;
  /** 14:06, or 14:06:32 where seconds count. */
  time(at: Moment, options?: { seconds?: boolean }): string;
  /** 20 November 2026, 14:06 · staff: 20-Nov-2026 14:06; on the same day: today, 14:06. */
  when(at: Moment, options?: { seconds?: boolean; absolute?: boolean }): string;
  /** 1,204; a unit follows after a space that does not break. */
  number(value: number, options?: { digits?: number; unit?: string }): string;
  /** results, medicines and letters. */
  list(words: readonly string[]): string;
  /** A unit that is shown, in this language: micrograms, units, tablets. */
  unit(shown: string): string;
  /** 67y, under 2 years 14m, under 4 weeks 12d; in German 67 J., 14 Mon., 12 T. */
  age(birthDate: string): string;
}

const localeOf: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };
const ageIn: Readonly<Record<Language, Readonly<Record<'days' | 'months' | 'years', string>>>> = {
  en: { days: 'd', months: 'm', years: 'y' },
  de: { days: '\u00a0T.', months: '\u00a0Mon.', years: '\u00a0J.' },
};
const dayMs = 86_400_000;

/** Gives the formats of a language, for patients or for staff; `now` in milliseconds. */
export function formatsOf(
  language: Language,
  reader: 'patient' | 'staff',
  now: () => number,
): Formats {
  const locale = localeOf[language];
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const long = make({ day: 'numeric', month: 'long', year: 'numeric' });
  const short = make({ day: 'numeric', month: 'short' });
  const dense = make({ day: '2-digit', month: 'short', year: 'numeric' });
  const staffMonth = make({ month: 'short' });
  const month = make({ month: 'long', year: 'numeric' });
  const clock = make({ hour: '2-digit', minute: '2-digit' });
  const clockSeconds = make({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const today = {
    en: { staff: 'today', patient: 'Today' },
    de: { staff: 'heute', patient: 'Heute' },
  };

  const date = (given: Moment): string => {
    const at = instant(given);
    if (Number.isNaN(at.getTime())) return '';
    if (reader === 'patient') return long.format(at);
    if (language === 'de') return dense.format(at);
    const day = String(at.getDate()).padStart(2, '0');
    return `${day}-${staffMonth.format(at).slice(0, 3)}-${at.getFullYear()}`;
  };
  const time: Formats['time'] = (given, options = {}) => {
    const at = instant(given);
    if (Number.isNaN(at.getTime())) return '';
    return (options.seconds === true ? clockSeconds : clock).format(at);
  };

  return {
    date,
    time,
    shortDate: (given) => short.format(instant(given)),
    month: (given) => month.format(instant(given)),
    when(given, options = {}) {
      if (typeof given === 'string' && isDateOnly(given)) return date(given);
      const at = instant(given);
      const isToday = at.toDateString() === new Date(now()).toDateString();
      if (isToday && options.absolute !== true) {
        const word = today[language][reader];
        return reader === 'staff'
          ? `${word} ${time(given, options)}`
          : `${word}, ${time(given, options)}`;
      }
      const gap = reader === 'staff' ? ' ' : ', ';
      return `${date(given)}${gap}${time(given, options)}`;
    },
    number(value, options = {}) {
      const digits = options.digits;
      const shown = new Intl.NumberFormat(locale, {
        maximumFractionDigits: digits ?? 6,
        ...(digits === undefined ? {} : { minimumFractionDigits: digits }),
      }).format(value);
      return options.unit === undefined ? shown : `${shown}\u00a0${unitIn(language, options.unit)}`;
    },
    unit: (shown) => unitIn(language, shown),
    list: (words) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(words),
    age(birthDate) {
      const born = instant(birthDate);
      const days = Math.floor((now() - born.getTime()) / dayMs);
      if (Number.isNaN(days)) return '';
      const unit = ageIn[language];
      const months = monthsBetween(born, new Date(now()));
      if (days < 28 || months === 0) return `${days}${unit.days}`;
      return months < 24 ? `${months}${unit.months}` : `${Math.floor(months / 12)}${unit.years}`;
    },
  };
}

function isDateOnly(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** A date without a time is that day here, not midnight elsewhere. */
function instant(given: Moment): Date {
  if (typeof given === 'string' && isDateOnly(given)) return new Date(`${given}T00:00:00`);
  return new Date(given);
}

function monthsBetween(from: Date, to: Date): number {
  const months = (to.getFullYear() - from.getFullYear()) * 12 + to.getMonth() - from.getMonth();
  return to.getDate() < from.getDate() ? months - 1 : months;
}
