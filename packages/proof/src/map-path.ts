import {
  concat,
  equalBytes,
  fromBase64url,
  fromHex,
  toBase64url,
  toHex,
  type Hex,
} from './bytes.ts';
import { sha256 } from './hash.ts';
import { HASH_SIZE } from './hash-list.ts';
import { ProofError } from './proof-error.ts';

/**
 * What lies beside the way from a map's root to a position, as base64url of: depth (u16, big-endian), a bit per level that says
 * whether its sibling is non-empty (from the root, spare bits zero), those siblings, and, where the way ends at
 * another position's entry, that position and leaf hash.
 */
export type MapPath = string;

/** Hash of an empty subtree: 32 zero bytes. */
export const EMPTY: Uint8Array = new Uint8Array(HASH_SIZE);

const ENTRY = Uint8Array.of(0);
const BRANCH = Uint8Array.of(1);
const MAX_DEPTH = 256;

/** Hash of a subtree with a single entry: SHA-256(0x00 || position || leaf hash), at whatever depth it stands. */
export function entryHash(position: Uint8Array, leaf: Uint8Array): Uint8Array {
  return sha256(ENTRY, position, leaf);
}

/** Hash of a subtree with several entries: SHA-256(0x01 || left || right). */
export function branchHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(BRANCH, left, right);
}

/** Bit of a position that decides at a depth; bit 0 is the most significant. */
export function bitAt(position: Uint8Array, depth: number): 0 | 1 {
  return (((position[depth >> 3] ?? 0) >> (7 - (depth & 7))) & 1) === 1 ? 1 : 0;
}

interface Steps {
  /** From the root down; `EMPTY` where nothing stands. */
  siblings: readonly Uint8Array[];
  /** The entry that stands where the way ends, if it is another position's. */
  other: { readonly position: Uint8Array; readonly leaf: Uint8Array } | undefined;
}

/** Writes a path. */
export function writeMapPath({ siblings, other }: Steps): MapPath {
  const depth = Uint8Array.of(siblings.length >> 8, siblings.length & 0xff);
  const present = new Uint8Array(Math.ceil(siblings.length / 8));
  for (const [level, sibling] of siblings.entries())
    if (!isEmpty(sibling)) present[level >> 3] = (present[level >> 3] ?? 0) | bitOf(level);
  const beside = siblings.filter((sibling) => !isEmpty(sibling));
  const end = other === undefined ? [] : [other.position, other.leaf];
  return toBase64url(concat(depth, present, ...beside, ...end));
}

/** Whether a path proves that `leaf` stands at a position under a root, or, for null, that nothing does; never throws. */
export function provesLeaf(root: Hex, position: Hex, leaf: Hex | null, path: MapPath): boolean {
  return readClaim({ root, position, old: leaf, path }) !== undefined;
}

/**
 * The root after `leaf` takes the place of `old` (null: nothing) at a position, all else unchanged;
 * undefined where the path does not prove `old` under `root`. Never throws.
 */
export function rootAfter(change: {
  root: Hex;
  position: Hex;
  old: Hex | null;
  leaf: Hex;
  path: MapPath;
}): Hex | undefined {
  const claim = readClaim(change);
  const leaf = readHash(change.leaf);
  if (claim === undefined || leaf === undefined) return undefined;
  const { position, steps } = claim;
  const { other, siblings } = steps;
  const entry = entryHash(position, leaf);
  if (other === undefined) return toHex(fold(position, entry, siblings));
  // Both entries go down to the first bit in which they differ; what lies beside that way is empty.
  const fork = firstDifference(position, other.position);
  const longer = Array.from({ length: fork + 1 }, (_, level) => siblings[level] ?? EMPTY);
  longer[fork] = entryHash(other.position, other.leaf);
  return toHex(fold(position, entry, longer));
}

function readClaim(claim: {
  root: Hex;
  position: Hex;
  old: Hex | null;
  path: MapPath;
}): { position: Uint8Array; steps: Steps } | undefined {
  const root = readHash(claim.root);
  const position = readHash(claim.position);
  const steps = readMapPath(claim.path);
  if (root === undefined || position === undefined || steps === undefined) return undefined;
  const end = endOf({ position, old: claim.old, steps });
  if (end === undefined || !equalBytes(fold(position, end, steps.siblings), root)) return undefined;
  return { position, steps };
}

/** Hash of what stands where the way ends, if it can be what the claim says. */
function endOf(claim: {
  position: Uint8Array;
  old: Hex | null;
  steps: Steps;
}): Uint8Array | undefined {
  const { other, siblings } = claim.steps;
  if (claim.old !== null) {
    const leaf = readHash(claim.old);
    return leaf === undefined || other !== undefined ? undefined : entryHash(claim.position, leaf);
  }
  if (other === undefined) return EMPTY;
  const shared = firstDifference(claim.position, other.position);
  const standsThere = shared >= siblings.length && shared < MAX_DEPTH;
  return standsThere ? entryHash(other.position, other.leaf) : undefined;
}

function fold(position: Uint8Array, end: Uint8Array, siblings: readonly Uint8Array[]): Uint8Array {
  return siblings.reduceRight(
    (node, sibling, level) =>
      bitAt(position, level) === 1 ? branchHash(sibling, node) : branchHash(node, sibling),
    end,
  );
}

function readMapPath(path: MapPath): Steps | undefined {
  const bytes = readBytes(() => fromBase64url(path));
  if (bytes === undefined || bytes.length < 2) return undefined;
  const depth = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  if (depth > MAX_DEPTH) return undefined;
  const present = bytes.subarray(2, 2 + Math.ceil(depth / 8));
  let offset = 2 + Math.ceil(depth / 8);
  const take = (): Uint8Array => bytes.subarray(offset, (offset += HASH_SIZE));
  const siblings: Uint8Array[] = [];
  for (let level = 0; level < present.length * 8; level += 1) {
    const isPresent = ((present[level >> 3] ?? 0) & bitOf(level)) !== 0;
    if (level >= depth) {
      if (isPresent) return undefined;
      continue;
    }
    const sibling = isPresent ? take() : EMPTY;
    if (sibling.length !== HASH_SIZE || (isPresent && isEmpty(sibling))) return undefined;
    siblings.push(sibling);
  }
  if (siblings.length !== depth) return undefined;
  const rest = bytes.length - offset;
  if (rest === 0) return { siblings, other: undefined };
  if (rest !== 2 * HASH_SIZE) return undefined;
  return { siblings, other: { position: take(), leaf: take() } };
}

function readHash(text: Hex): Uint8Array | undefined {
  return readBytes(() => fromHex(text, HASH_SIZE));
}

function readBytes(read: () => Uint8Array): Uint8Array | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProofError) return undefined;
    throw error;
  }
}

function firstDifference(left: Uint8Array, right: Uint8Array): number {
  for (let depth = 0; depth < MAX_DEPTH; depth += 1)
    if (bitAt(left, depth) !== bitAt(right, depth)) return depth;
  return MAX_DEPTH;
}

function isEmpty(hash: Uint8Array): boolean {
  return equalBytes(hash, EMPTY);
}

function bitOf(level: number): number {
  return 0x80 >> (level & 7);
}
