import { concat, toBase64url, utf8, type Hex } from './bytes.ts';
import { canonical, type JsonObject } from './canonical.ts';
import { signedForm } from './hash.ts';
import { leafHash } from './log-tree.ts';

/** One VALID write of the ledger, `value` as it stands in the book (null: deleted); the leaf of the tree over all writes. */
export type LedgerWrite = {
  readonly block: number;
  readonly tx: Hex;
  readonly book: string;
  readonly key: string;
  readonly value: string | null;
};

/** State of the ledger that members sign: `size` and `root` of the tree over its writes, `hash` of block `height`. */
export type Checkpoint = {
  readonly v: 1;
  readonly channel: string;
  readonly height: number;
  readonly hash: Hex;
  readonly size: number;
  readonly root: Hex;
};

/** A member's signature (DER, base64url) over a checkpoint. */
export type CheckpointSignature = { readonly member: string; readonly signature: string };

/** What is committed of a version of a record; `content` is SHA-256 of a second nonce and the canonical resource. */
export type RecordStatement = {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly author: string;
  readonly at: number;
  readonly content: Hex;
};

/** Index of a leaf and its inclusion path as `packPath` writes it. */
export type PathPart = { readonly index: number; readonly path: string };

/** Where a write stands in the ledger: leaf, path under the checkpoint's root, checkpoint, signatures in order of member. */
export type Anchor = {
  readonly write: LedgerWrite;
  readonly ledger: PathPart;
  readonly checkpoint: Checkpoint;
  readonly signatures: readonly CheckpointSignature[];
};

/** Proof of a version of a record: statement, its place in a contribution, the write `c:<id>`. */
export type RecordProof = Anchor & {
  readonly v: 1;
  readonly kind: 'record';
  readonly statement: RecordStatement;
  readonly nonce: Hex;
  readonly contribution: PathPart;
};

/** Proof of an answer to another hospital: the decision and the write `a:<request hash>`. */
export type DisclosureProof = Anchor & {
  readonly v: 1;
  readonly kind: 'disclosure';
  readonly decision: JsonObject;
  readonly nonce: Hex;
};

/** Proof of a reading: its journal entry's statement, its place in the journal, the write `checkpoint`. */
export type ReadingProof = Anchor & {
  readonly v: 1;
  readonly kind: 'reading';
  readonly reading: JsonObject;
  readonly nonce: Hex;
  readonly journal: PathPart;
};

/** What a proof file says. */
export type Proof = RecordProof | DisclosureProof | ReadingProof;

/** The text of a proof file; not one character of it can change (no line feed at the end either). */
export function buildProof(proof: Proof): string {
  const signatures = proof.signatures.toSorted((a, b) => (a.member < b.member ? -1 : 1));
  return canonical({ ...proof, signatures });
}

/** Leaf hash of a write, for the tree over all VALID writes in their order. */
export function writeLeaf({ block, tx, book, key, value }: LedgerWrite): Uint8Array {
  return leafHash(utf8(canonical({ block, tx, book, key, value })));
}

/** The bytes that a member signs for a checkpoint. */
export function checkpointMessage(checkpoint: Checkpoint): Uint8Array {
  const { v, channel, height, hash, size, root } = checkpoint;
  return signedForm('careledger-checkpoint-v1', { v, channel, height, hash, size, root });
}

/** An inclusion path as base64url of its hashes, lowest sibling first. */
export function packPath(path: readonly Uint8Array[]): string {
  return toBase64url(concat(...path));
}
