import { CareError } from '../care-error.ts';
import { isWellFormed, normalisedCode, printedCode } from './code.ts';

/** What a card shows: the custodian and the code under which it knows the patient. */
export interface Card {
  readonly member: string;
  readonly code: string;
}

/** Reads `MEMBER:CODE`; throws CareError `mistyped` before anything is sent. */
export function readCard(text: string): Card {
  const [member = '', typed = '', ...rest] = text.trim().split(':');
  const code = normalisedCode(typed);
  if (
    rest.length > 0 ||
    !/^[a-z][a-z0-9-]{1,30}$/.test(member.toLowerCase()) ||
    !isWellFormed(code)
  )
    throw new CareError(
      'mistyped',
      'This is not a card as printed (MEMBER:CODE): a character is wrong or missing. Nothing was sent.',
    );
  return { member: member.toLowerCase(), code };
}

/** Reads a stop code; throws CareError `mistyped`. */
export function readStopCode(text: string): string {
  const code = normalisedCode(text);
  if (!isWellFormed(code))
    throw new CareError(
      'mistyped',
      'This is not a stop code as printed: a character is wrong or missing. Nothing was stopped.',
    );
  return code;
}

/** `MEMBER:CODE` as it is printed. */
export function printedCard(card: Card): string {
  return `${card.member}:${printedCode(card.code)}`;
}
