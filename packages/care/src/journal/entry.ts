import type { Hex, Json } from '@careledger/proof';

/** What the journal keeps: a kind `t`, a time in ms, and fields that are JSON. */
export interface Entry {
  readonly t: string;
  readonly at: number;
  readonly [field: string]: Json;
}

/** Where an entry lies and what the journal's tree holds for it: `commitment(nonce, entry)`. */
export interface Journaled {
  readonly index: number;
  readonly nonce: Hex;
  readonly commitment: Hex;
}

/** An entry together with its place. */
export interface JournaledEntry extends Journaled {
  readonly entry: Entry;
}
