import type { CommittedBlock } from './block.ts';

/** Who connects to which peer of which channel. */
export interface LedgerOptions {
  /** `host:port` of the own organisation's peer. */
  readonly address: string;
  /** PEM roots that the peer's TLS certificate must chain to. */
  readonly tlsRoots: readonly string[];
  readonly mspId: string;
  /** Certificate and key that sign proposals, PEM. */
  readonly certPem: string;
  readonly keyPem: string;
  /** Client certificate and key for mutual TLS, PEM; by default the signing pair. */
  readonly tlsCertPem?: string;
  readonly tlsKeyPem?: string;
  readonly channel: string;
  /** Name that the peer's TLS certificate must carry, where it differs from the address. */
  readonly hostOverride?: string;
  readonly timeouts?: Partial<Timeouts>;
}

/** The longest that each step may take, in milliseconds. */
export interface Timeouts {
  readonly evaluateMs: number;
  readonly endorseMs: number;
  readonly submitMs: number;
  readonly outcomeMs: number;
  readonly heightMs: number;
}

/** A question to a book, answered by the own organisation's peer alone. */
export interface Query {
  readonly book: string;
  readonly fn: string;
  /** The one argument: canonical JSON, visible to every member once ordered. */
  readonly arg: string;
  /** Private bytes, sent only to the peers that answer or endorse, under the key `in`. */
  readonly transient?: Uint8Array;
}

/** A change of a book and the MSP ids whose peers are asked to endorse it. */
export interface Call extends Query {
  readonly endorsedBy: readonly string[];
}

/** An endorsed and signed transaction: plain bytes that may be stored and submitted any number of times. */
export interface Envelope {
  readonly txId: string;
  /** The time that the contract saw, in ms: the proposal's own timestamp. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** What became of a transaction: 'VALID' or the name of a validation code, and its block. */
export interface Outcome {
  readonly code: string;
  readonly block: number;
}

/** The newest block of the own peer's copy. */
export interface Height {
  /** Number of blocks, the first included. */
  readonly height: number;
  readonly hash: string;
  readonly commitHash: string;
}

/** Ends a wait early; the call is cancelled, not only left alone. */
export interface Waiting {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/** One member's connection to the ledger, the same over the embedded engine and over Fabric. */
export interface Ledger {
  /** Asks the own peer; throws LedgerError 'refused', 'unreachable', 'no-endorser' or 'denied'. */
  evaluate(query: Query, waiting?: Waiting): Promise<Buffer>;
  /** Has the named organisations endorse a call and signs the result; nothing is ordered yet. */
  endorse(call: Call, waiting?: Waiting): Promise<Envelope>;
  /** Sends an envelope for ordering; an error means that the outcome is unknown, so ask for it. */
  submit(envelope: Envelope, waiting?: Waiting): Promise<void>;
  /** Waits for what became of a transaction, known here or not; 'unknown-outcome' when time is up. */
  outcome(txId: string, waiting?: Waiting): Promise<Outcome>;
  /** Endorses, submits and waits; throws LedgerError 'invalid' unless the code is VALID. */
  transact(call: Call, waiting?: Waiting): Promise<Outcome & Omit<Envelope, 'bytes'>>;
  /** Every committed block from height `from`, in order, until `signal` is aborted. */
  follow(from: number, signal: AbortSignal): AsyncIterable<CommittedBlock>;
  /** The height of the own peer's copy with the hashes of its newest block. */
  height(waiting?: Waiting): Promise<Height>;
  close(): void;
}
