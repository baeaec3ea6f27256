import { equalBytes, fromHex, toHex, type Hex } from './bytes.ts';
import { sha256 } from './hash.ts';
import { bitAt, branchHash, EMPTY, entryHash, writeMapPath, type MapPath } from './map-path.ts';

/** Compressed sparse Merkle map from 32-byte positions to 32-byte leaf hashes; its root does not depend on the order of writes. */
export interface SparseMap {
  /** Root over all entries; 64 zeros for none. */
  readonly root: Hex;
  /** Number of entries. */
  readonly size: number;
  /** The leaf hash at a position. */
  get(position: Hex): Hex | undefined;
  /** Puts a leaf hash at a position; `ProofError` 'encoding' unless both are 32 bytes. */
  set(position: Hex, leaf: Hex): void;
  /** Path that proves what stands at a position, or that nothing does. */
  prove(position: Hex): MapPath;
  /** All entries in order of position. */
  entries(): IterableIterator<[Hex, Hex]>;
  /** An independent map with the same entries, at no cost: to try changes on. */
  copy(): SparseMap;
}

interface Entry {
  readonly kind: 'entry';
  readonly position: Uint8Array;
  readonly leaf: Uint8Array;
  hash: Uint8Array | undefined;
}

interface Branch {
  readonly kind: 'branch';
  readonly left: Subtree;
  readonly right: Subtree;
  hash: Uint8Array | undefined;
}

// Nodes are never changed but for the remembered hash, so copies share them.
type Subtree = Entry | Branch | undefined;

/** Position of a person or device in its map: SHA-256 of the 32 bytes of its random handle. */
export function positionOf(handle: Hex): Hex {
  return toHex(sha256(fromHex(handle, 32)));
}

/** A map of the given (position, leaf hash) pairs. */
export function createSparseMap(entries: Iterable<readonly [Hex, Hex]> = []): SparseMap {
  const map = mapOf(undefined, 0);
  for (const [position, leaf] of entries) map.set(position, leaf);
  return map;
}

function mapOf(start: Subtree, count: number): SparseMap {
  let top = start;
  let size = count;
  return {
    get root() {
      return toHex(hashOf(top));
    },
    get size() {
      return size;
    },
    get(position) {
      const wanted = fromHex(position, 32);
      const { terminal } = descend(top, wanted);
      return terminal !== undefined && equalBytes(terminal.position, wanted)
        ? toHex(terminal.leaf)
        : undefined;
    },
    set(position, leaf) {
      const entry = entryOf(fromHex(position, 32), fromHex(leaf, 32));
      const { terminal } = descend(top, entry.position);
      if (terminal === undefined || !equalBytes(terminal.position, entry.position)) size += 1;
      top = withEntry(top, entry, 0);
    },
    prove(position) {
      const wanted = fromHex(position, 32);
      const { terminal, siblings } = descend(top, wanted);
      const other =
        terminal === undefined || equalBytes(terminal.position, wanted) ? undefined : terminal;
      return writeMapPath({ siblings: siblings.map(hashOf), other });
    },
    entries: () => entriesOf(top),
    copy: () => mapOf(top, size),
  };
}

function entryOf(position: Uint8Array, leaf: Uint8Array): Entry {
  return { kind: 'entry', position, leaf, hash: undefined };
}

function branchOf(left: Subtree, right: Subtree): Branch {
  return { kind: 'branch', left, right, hash: undefined };
}

/** Follows a position down to where the map ends, from the root. */
function descend(
  top: Subtree,
  position: Uint8Array,
): { terminal: Entry | undefined; siblings: Subtree[] } {
  const siblings: Subtree[] = [];
  let node = top;
  while (node?.kind === 'branch') {
    const goesRight = bitAt(position, siblings.length) === 1;
    siblings.push(goesRight ? node.left : node.right);
    node = goesRight ? node.right : node.left;
  }
  return { terminal: node, siblings };
}

function withEntry(node: Subtree, entry: Entry, depth: number): Subtree {
  if (node === undefined) return entry;
  if (node.kind === 'entry') {
    if (equalBytes(node.position, entry.position)) return entry;
    const parted = bitAt(node.position, depth) === 1 ? [undefined, node] : [node, undefined];
    return withEntry(branchOf(parted[0], parted[1]), entry, depth);
  }
  return bitAt(entry.position, depth) === 1
    ? branchOf(node.left, withEntry(node.right, entry, depth + 1))
    : branchOf(withEntry(node.left, entry, depth + 1), node.right);
}

function hashOf(node: Subtree): Uint8Array {
  if (node === undefined) return EMPTY;
  node.hash ??=
    node.kind === 'entry'
      ? entryHash(node.position, node.leaf)
      : branchHash(hashOf(node.left), hashOf(node.right));
  return node.hash;
}

function* entriesOf(node: Subtree): IterableIterator<[Hex, Hex]> {
  if (node === undefined) return;
  if (node.kind === 'entry') {
    yield [toHex(node.position), toHex(node.leaf)];
    return;
  }
  yield* entriesOf(node.left);
  yield* entriesOf(node.right);
}
