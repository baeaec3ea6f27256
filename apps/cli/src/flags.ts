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
