import type { Hex } from '@careledger/proof';
import type { Entry, Journaled, JournaledEntry } from './entry.ts';

/** The Merkle tree over the journal's leaves (RFC 9162), for checkpoints and proofs. */
export interface JournalTree {
  readonly size: number;
  root(size?: number): Uint8Array;
  inclusion(index: number, size?: number): Uint8Array[];
  consistency(first: number, second?: number): Uint8Array[];
}

/** What happened here: encrypted entries, acknowledged after fsync and after the projections have them (J1). */
export interface Journal {
  append(entry: Entry): Promise<Journaled>;
  /** Several entries, all or none after a crash. */
  appendAll(entries: readonly Entry[]): Promise<Journaled[]>;
  read(index: number): Promise<JournaledEntry>;
  entries(from?: number): AsyncIterable<JournaledEntry>;
  readonly tree: JournalTree;
  readonly size: number;
  /** Calls the listener for every entry after the projections have it; returns how to stop. */
  onAppend(listener: (journaled: JournaledEntry) => void): () => void;
  /** The chain hash of the last entry. */
  readonly head: Hex;
  close(): Promise<void>;
}
