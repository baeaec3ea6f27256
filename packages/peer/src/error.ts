/** What went wrong in the embedded engine; the set is closed. */
export type PeerErrorCode =
  | 'config'
  | 'form'
  | 'identity'
  | 'signature'
  | 'channel'
  | 'duplicate'
  | 'chaincode'
  | 'limit'
  | 'timeout'
  | 'chain'
  | 'fork'
  | 'unavailable'
  | 'closed';

/** The one error of this package: a code of the closed set and a sentence without personal data. */
export class PeerError extends Error {
  readonly code: PeerErrorCode;

  constructor(code: PeerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PeerError';
    this.code = code;
  }
}

/** The sentence of anything that was thrown, never its stack. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
