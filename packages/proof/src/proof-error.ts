/** Closed set of reasons for which this package throws; a proof that does not hold is a value, never a throw. */
export type ProofErrorCode = 'not-json' | 'not-canonical' | 'encoding' | 'range';

/** Thrown where an argument is not what its type promises; the message carries no content of the argument. */
export class ProofError extends Error {
  override readonly name = 'ProofError';
  readonly code: ProofErrorCode;

  constructor(code: ProofErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
