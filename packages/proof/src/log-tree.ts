import { equalBytes } from './bytes.ts';
import { sha256 } from './hash.ts';
import { HASH_SIZE, openHashList, type HashList } from './hash-list.ts';
import { ProofError } from './proof-error.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Merkle tree over a log (RFC 9162 section 2.1), held in memory (about 64 bytes a leaf); answers for every past size. */
export interface Tree {
  /** Number of leaves. */
  readonly size: number;
  /** Adds a 32-byte leaf hash at the end. */
  append(leafHash: Uint8Array): void;
  /** Root over the first `size` leaves (default: all); SHA-256 of nothing for none. */
  root(size?: number): Uint8Array;
  /** Inclusion path of a leaf under the root of `size`, lowest sibling first; `ProofError` 'range' outside. */
  inclusion(index: number, size?: number): Uint8Array[];
  /** Consistency path from `first` to `second` leaves, 1 <= first <= second; `ProofError` 'range' outside. */
  consistency(first: number, second?: number): Uint8Array[];
}

/** Hash of a leaf's data: SHA-256(0x00 || data). */
export function leafHash(data: Uint8Array): Uint8Array {
  return sha256(LEAF, data);
}

/** Hash of an inner node: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right);
}

/** A tree over the given leaf hashes, ready to grow. */
export function createTree(leafHashes: Iterable<Uint8Array> = []): Tree {
  // levels[k] holds the root of every complete subtree of 2^k leaves, in order.
  const levels: HashList[] = [openHashList()];

  const append = (hash: Uint8Array): void => {
    if (hash.length !== HASH_SIZE) throw new ProofError('range', 'a leaf hash has 32 bytes');
    let carried = hash;
    for (let level = 0; ; level += 1) {
      const list = (levels[level] ??= openHashList());
      list.push(carried);
      if (list.length % 2 === 1) return;
      carried = nodeHash(list.at(list.length - 2), list.at(list.length - 1));
    }
  };

  const rootOf = (start: number, end: number): Uint8Array => {
    const width = end - start;
    const split = splitOf(width);
    // A range that a split leaves over starts at a multiple of its width, so a complete one is stored.
    if (split * 2 === width || width === 1) {
      const list = levels[Math.log2(width)];
      if (list !== undefined) return list.at(start / width);
    }
    return nodeHash(rootOf(start, start + split), rootOf(start + split, end));
  };

  const pathOf = (index: number, start: number, end: number): Uint8Array[] => {
    if (end - start === 1) return [];
    const middle = start + splitOf(end - start);
    return index < middle
      ? [...pathOf(index, start, middle), rootOf(middle, end)]
      : [...pathOf(index, middle, end), rootOf(start, middle)];
  };

  // SUBPROOF of RFC 9162 section 2.1.4.1; `known`: the verifier holds the root of this range.
  const stepsOf = (first: number, start: number, end: number, known: boolean): Uint8Array[] => {
    if (first === end) return known ? [] : [rootOf(start, end)];
    const middle = start + splitOf(end - start);
    return first <= middle
      ? [...stepsOf(first, start, middle, known), rootOf(middle, end)]
      : [...stepsOf(first, middle, end, false), rootOf(start, middle)];
  };

  const size = (): number => levels[0]?.length ?? 0;
  const within = (value: number, low: number, high: number): void => {
    if (!Number.isSafeInteger(value) || value < low || value > high)
      throw new ProofError('range', `${value} is not between ${low} and ${high}`);
  };

  for (const hash of leafHashes) append(hash);
  return {
    get size() {
      return size();
    },
    append,
    root(at = size()) {
      within(at, 0, size());
      return at === 0 ? sha256(new Uint8Array()) : rootOf(0, at);
    },
    inclusion(index, at = size()) {
      within(at, 1, size());
      within(index, 0, at - 1);
      return pathOf(index, 0, at);
    },
    consistency(first, second = size()) {
      within(second, 1, size());
      within(first, 1, second);
      return stepsOf(first, 0, second, true);
    },
  };
}

/** Whether a leaf hash stands at `index` under the root of `size` leaves (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(claim: {
  leaf: Uint8Array;
  index: number;
  size: number;
  root: Uint8Array;
  path: readonly Uint8Array[];
}): boolean {
  const found = rootFromInclusion(claim);
  return found !== undefined && equalBytes(found, claim.root);
}

/** The root that an inclusion path leads to, or undefined where the path does not fit index and size. */
export function rootFromInclusion(claim: {
  leaf: Uint8Array;
  index: number;
  size: number;
  path: readonly Uint8Array[];
}): Uint8Array | undefined {
  const { leaf, index, size, path } = claim;
  if (!isCount(index) || !isCount(size) || index >= size) return undefined;
  if (![leaf, ...path].every((hash) => hash.length === HASH_SIZE)) return undefined;
  let node = index;
  let last = size - 1;
  let root = leaf;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      root = nodeHash(sibling, root);
      for (; node % 2 === 0 && node !== 0; node /= 2) last = Math.floor(last / 2);
    } else {
      root = nodeHash(root, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? root : undefined;
}

/**
 * Whether the tree of `second` leaves extends the tree of `first` (RFC 9162 section 2.1.4.2).
 * From an empty tree nothing is shown, so `first` 0 is false.
 */
export function verifyConsistency(claim: {
  first: number;
  firstRoot: Uint8Array;
  second: number;
  secondRoot: Uint8Array;
  path: readonly Uint8Array[];
}): boolean {
  const { first, firstRoot, second, secondRoot, path } = claim;
  if (!isCount(first) || !isCount(second) || first === 0 || first > second) return false;
  if (first === second) return path.length === 0 && equalBytes(firstRoot, secondRoot);
  if (![firstRoot, secondRoot, ...path].every((hash) => hash.length === HASH_SIZE)) return false;
  const [start, ...steps] = isPowerOfTwo(first) ? [firstRoot, ...path] : path;
  if (start === undefined) return false;
  let node = first - 1;
  let last = second - 1;
  for (; node % 2 === 1; node = Math.floor(node / 2)) last = Math.floor(last / 2);
  let older = start;
  let newer = start;
  for (const step of steps) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      older = nodeHash(step, older);
      newer = nodeHash(step, newer);
      for (; node % 2 === 0 && node !== 0; node /= 2) last = Math.floor(last / 2);
    } else {
      newer = nodeHash(newer, step);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(older, firstRoot) && equalBytes(newer, secondRoot);
}

/** Largest power of two below `width`; 1 for 1. */
function splitOf(width: number): number {
  return width <= 2 ? 1 : 2 ** Math.floor(Math.log2(width - 1));
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value)) && 2 ** Math.log2(value) === value;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
