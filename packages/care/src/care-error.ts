/** The closed list of what can go wrong in a use case; one file maps them to HTTP and FHIR. */
export type CareCode =
  | 'account-over'
  | 'clock'
  | 'conflict'
  | 'forbidden'
  | 'gone'
  | 'invalid'
  | 'misdirected'
  | 'mistyped'
  | 'new-password'
  | 'not-found'
  | 'not-in-care'
  | 'not-ready'
  | 'precondition'
  | 'replay'
  | 'stale'
  | 'step-up'
  | 'throttled'
  | 'too-large'
  | 'unauthenticated'
  | 'unreachable'
  | 'wrong-person';

/** One fault of what was handed in: an OperationOutcome issue code, a place and a sentence without personal data. */
export interface Issue {
  readonly code: string;
  readonly path: string;
  readonly says: string;
}

/** The one error of this package: a closed code, a sentence without personal data, and the faults found. */
export class CareError extends Error {
  readonly code: CareCode;
  readonly issues: readonly Issue[];
  /** How long to wait before another try, where that helps. */
  readonly waitMs: number | undefined;

  constructor(
    code: CareCode,
    message: string,
    options: { cause?: unknown; issues?: readonly Issue[]; waitMs?: number } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'CareError';
    this.code = code;
    this.issues = options.issues ?? [];
    this.waitMs = options.waitMs;
  }
}
