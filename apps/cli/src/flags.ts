import { CommandEnd, exitCodes } from './output.ts';

/** A flag that the command cannot do without; exit 2 names it. */
export function wanted(value: string | undefined, flag: string): string {
  if (value !== undefined && value !== '') return value;
  throw new CommandEnd(exitCodes.usage, `${flag} is needed.`);
}

/** A flag with a whole number between limits; exit 2 says what it takes. */
export function wholeNumber(
  value: string | undefined,
  flag: string,
  limits: { least: number; most: number; otherwise?: number },
): number {
  if (value === undefined && limits.otherwise !== undefined) return limits.otherwise;
  const number = Number(wanted(value, flag));
  if (Number.isInteger(number) && number >= limits.least && number <= limits.most) return number;
  throw new CommandEnd(
    exitCodes.usage,
    `${flag} takes a whole number from ${limits.least} to ${limits.most}.`,
  );
}

/** The end of a day of this machine's calendar, as an instant; exit 2 where there is no such day. */
export function endOfDay(day: string, flag: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const start = new Date(year, month - 1, date);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(day) && start.getMonth() === month - 1 && start.getDate() === date;
  if (!isDay) throw new CommandEnd(exitCodes.usage, `${flag}: ${day} is no day like 2027-01-31.`);
  return new Date(year, month - 1, date + 1).toISOString();
}
