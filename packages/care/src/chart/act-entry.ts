import type { Hex, Json } from '@careledger/proof';
import type { Entry } from '../journal/entry.ts';
import { integer, list, nullable, oneOf, record, text } from '../shape.ts';

/** One version inside an act, as the journal keeps it; its content lies in the vault. */
export type ActVersion = {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly vault: number;
  readonly kind: string;
  readonly labels: readonly string[];
  readonly patient: string | null;
  readonly commitment: Hex;
  readonly nonce: Hex;
  readonly contentNonce: Hex;
  readonly method: 'DELETE' | 'POST' | 'PUT';
  readonly fullUrl: string | null;
  readonly leaf: number;
  readonly date: string | null;
};

/** Everything that one person wrote at once, under one signature: the journal's entry `act`. */
export type ActEntry = {
  readonly t: 'act';
  readonly at: number;
  readonly v: 1;
  readonly id: Hex;
  readonly author: Hex;
  readonly root: Hex;
  readonly signature: string;
  readonly nonce: Hex;
  readonly seed: Hex;
  readonly source: string | null;
  readonly reason: string | null;
  readonly versions: readonly ActVersion[];
};

const shape = record({
  id: text,
  author: text,
  root: text,
  signature: text,
  nonce: text,
  seed: text,
  source: nullable(text),
  reason: nullable(text),
  versions: list(
    record({
      type: text,
      id: text,
      version: integer,
      vault: integer,
      kind: text,
      labels: list(text),
      patient: nullable(text),
      commitment: text,
      nonce: text,
      contentNonce: text,
      method: oneOf('DELETE', 'POST', 'PUT'),
      fullUrl: nullable(text),
      leaf: integer,
      date: nullable(text),
    }),
  ),
});

/** Reads an `act` entry of the journal. */
export function actOf(entry: Entry): ActEntry {
  return { t: 'act', v: 1, at: entry.at, ...shape(entry, 'act') };
}

/** What an author signs over an act, domain `careledger-act-v1`; the ledger keeps `commitment(nonce, form)`. */
export function actForm(act: {
  channel: string;
  member: string;
  id: Hex;
  root: Hex;
  author: Hex;
  at: number;
}): { readonly [field: string]: Json } {
  const { channel, member, id, root, author, at } = act;
  return { v: 1, channel, member, id, root, author, at };
}
