/**
 * Closed set of reasons for which a contract makes no transaction; the thrown message begins with one of them and a colon.
 * `form` argument or opening is malformed · `direct` not called directly or not on this chaincode · `creator` not that member's
 * organisation · `absent` not founded yet · `exists` already there · `writer` another incarnation is in force · `stale` a path does
 * not hold under the committed root · `signature` · `authority` the signer may not do this · `rule` what it says may not follow what
 * was · `member` unknown or of another status · `fork` not an extension of the last checkpoint · `time` · `fault` ours
 */
export type ContractErrorCode =
  | 'form'
  | 'direct'
  | 'creator'
  | 'absent'
  | 'exists'
  | 'writer'
  | 'stale'
  | 'signature'
  | 'authority'
  | 'rule'
  | 'member'
  | 'fork'
  | 'time'
  | 'fault';

/** Thrown where no transaction may come of a call; carries a code and a sentence without personal data. */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly code: ContractErrorCode;

  constructor(code: ContractErrorCode, sentence: string, options?: ErrorOptions) {
    super(`${code}: ${sentence}`, options);
    this.code = code;
  }
}

/** Throws a `ContractError` unless a condition holds. */
export function demand(
  condition: boolean,
  code: ContractErrorCode,
  sentence: string,
): asserts condition {
  if (!condition) throw new ContractError(code, sentence);
}
