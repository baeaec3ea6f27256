/**
 * Why a ledger operation did not do what was asked.
 * - `unreachable`: the peer did not answer; nothing was sent for ordering.
 * - `refused`: the contract said no; `reason` is the contract's own code.
 * - `invalid`: ordered, but without effect; `validation` names Fabric's code.
 * - `unknown-outcome`: sent for ordering, and nobody said what became of it: ask again by `txId`.
 * - `no-endorser`: a named organisation's peer or contract is down or does not serve the book.
 * - `disagreement`: the endorsers computed different results, usually because one lags behind.
 * - `transient-leak`: private data without naming who may see it; nothing was sent.
 * - `denied`: the channel does not accept this identity.
 * - `fork`: the blocks served do not continue the ones served before.
 */
export type LedgerErrorCode =
  | 'unreachable'
  | 'refused'
  | 'invalid'
  | 'unknown-outcome'
  | 'no-endorser'
  | 'disagreement'
  | 'transient-leak'
  | 'denied'
  | 'fork';

/** What is known about a failed operation beside its code. */
export interface LedgerErrorFacts {
  readonly reason?: string;
  readonly validation?: string;
  readonly txId?: string;
  readonly block?: number;
  readonly cause?: unknown;
}

/** The one error of this package; its fields carry the facts, its message a sentence. */
export class LedgerError extends Error {
  readonly code: LedgerErrorCode;
  readonly reason: string | undefined;
  readonly validation: string | undefined;
  readonly txId: string | undefined;
  readonly block: number | undefined;

  constructor(code: LedgerErrorCode, message: string, facts: LedgerErrorFacts = {}) {
    super(message, facts.cause === undefined ? {} : { cause: facts.cause });
    this.name = 'LedgerError';
    this.code = code;
    this.reason = facts.reason;
    this.validation = facts.validation;
    this.txId = facts.txId;
    this.block = facts.block;
  }
}
