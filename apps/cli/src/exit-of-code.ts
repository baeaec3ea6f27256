import { exitCodes } from './output.ts';

/** The exit code of each refusal of a node; what is missing here is a fault of ours. */
export const exitOfCode: Readonly<Record<string, number>> = {
  invalid: exitCodes.usage,
  malformed: exitCodes.usage,
  mistyped: exitCodes.usage,
  'too-large': exitCodes.usage,
  'not-found': exitCodes.usage,
  gone: exitCodes.usage,
  'not-built': exitCodes.usage,
  misdirected: exitCodes.usage,
  unauthenticated: exitCodes.refused,
  forbidden: exitCodes.refused,
  'step-up': exitCodes.refused,
  'new-password': exitCodes.refused,
  'account-over': exitCodes.refused,
  'not-in-care': exitCodes.refused,
  throttled: exitCodes.refused,
  clock: exitCodes.refused,
  conflict: exitCodes.conflict,
  replay: exitCodes.conflict,
  precondition: exitCodes.conflict,
  'wrong-person': exitCodes.conflict,
  stale: exitCodes.unreachable,
  unreachable: exitCodes.unreachable,
  'not-ready': exitCodes.unreachable,
};
