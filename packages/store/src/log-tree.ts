import { digest } from './digest.ts';
import { SideFile } from './side-file.ts';
import { StoreError } from './store-error.ts';

/** Bytes of a node in the file. */
export const HASH_BYTES = 32;
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** RFC 9162 tree over a log's entries: leaf data are the 32 bytes of an entry's leaf commitment. */
export interface LogTree {
  /** Number of leaves: the log's size. */
  readonly size: number;
  /** Root over the first `size` entries (default: all); SHA-256 of nothing for none. */
  root(size?: number): Buffer;
  /** Inclusion path of an entry under the root of `size`, lowest sibling first. */
  inclusion(index: number, size?: number): Buffer[];
  /** Consistency path from `first` to `second` entries, 1 <= first <= second. */
  consistency(first: number, second?: number): Buffer[];
}

/** Hash of a leaf in the tree of a log: SHA-256(0x00 || leaf commitment). */
export function treeLeaf(leaf: Uint8Array): Buffer {
  return digest(Buffer.concat([LEAF, leaf]));
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return digest(Buffer.concat([NODE, left, right]));
}

/** The roots of complete subtrees that a tree of any size folds into, largest first. */
export class Frontier {
  readonly #peaks: Buffer[];
  #size: number;

  constructor(size = 0, peaks: readonly Buffer[] = []) {
    this.#size = size;
    this.#peaks = [...peaks];
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf hash and returns every node that this completes, the leaf first. */
  add(leaf: Buffer): Buffer[] {
    const made = [leaf];
    let node = leaf;
    for (let left = this.#size; left % 2 === 1; left = (left - 1) / 2) {
      const sibling = this.#peaks.pop();
      if (sibling === undefined) break;
      node = nodeHash(sibling, node);
      made.push(node);
    }
    this.#peaks.push(node);
    this.#size += 1;
    return made;
  }

  root(): Buffer {
    return (
      this.#peaks.reduceRight<Buffer | undefined>(
        (right, left) => (right === undefined ? left : nodeHash(left, right)),
        undefined,
      ) ?? digest(Buffer.alloc(0))
    );
  }

  copy(): Frontier {
    return new Frontier(this.#size, this.#peaks);
  }
}

/** Number of nodes that a file holds for a tree of `size` leaves: leaves and complete subtrees. */
export function nodesFor(size: number): number {
  let nodes = 0;
  for (let level = size; level > 0; level = Math.floor(level / 2)) nodes += level;
  return nodes;
}

/** Place of the root of the `n`-th subtree of 2^level leaves: each node follows the leaf that completes it. */
function placeOf(level: number, n: number): number {
  return nodesFor((n + 1) * 2 ** level - 1) + level;
}

/** The tree of a log, its nodes in a file in the order in which they are completed. */
export class FileTree implements LogTree {
  readonly file: SideFile;
  readonly #log: string;
  #frontier: Frontier = new Frontier();

  constructor(file: SideFile, log: string) {
    this.file = file;
    this.#log = log;
  }

  get size(): number {
    return this.#frontier.size;
  }

  /** Goes on from the first `size` leaves of the file; false where it does not hold them. */
  resume(size: number): boolean {
    if (this.file.bytes() < nodesFor(size) * HASH_BYTES) return false;
    this.file.truncate(nodesFor(size) * HASH_BYTES);
    this.#frontier = new Frontier(
      size,
      peaksOf(size).map(({ level, n }) => this.#node(level, n)),
    );
    return true;
  }

  /** Writes the nodes of further leaf commitments; they belong to the tree once the answer is called. */
  stage(leaves: readonly Uint8Array[]): () => void {
    const next = this.#frontier.copy();
    const nodes = leaves.flatMap((leaf) => next.add(treeLeaf(leaf)));
    this.file.write(Buffer.concat(nodes), nodesFor(this.size) * HASH_BYTES);
    return () => {
      this.#frontier = next;
    };
  }

  root(size = this.size): Buffer {
    this.#within(size, 0, this.size);
    if (size === this.size) return this.#frontier.root();
    return size === 0 ? digest(Buffer.alloc(0)) : this.#range(0, size);
  }

  inclusion(index: number, size = this.size): Buffer[] {
    this.#within(size, 1, this.size);
    this.#within(index, 0, size - 1);
    return this.#path(index, 0, size);
  }

  consistency(first: number, second = this.size): Buffer[] {
    this.#within(second, 1, this.size);
    this.#within(first, 1, second);
    return this.#steps(first, 0, second, true);
  }

  #path(index: number, start: number, end: number): Buffer[] {
    if (end - start === 1) return [];
    const middle = start + splitOf(end - start);
    return index < middle
      ? [...this.#path(index, start, middle), this.#range(middle, end)]
      : [...this.#path(index, middle, end), this.#range(start, middle)];
  }

  // SUBPROOF of RFC 9162 section 2.1.4.1; `known`: the verifier holds the root of this range.
  #steps(first: number, start: number, end: number, known: boolean): Buffer[] {
    if (first === end) return known ? [] : [this.#range(start, end)];
    const middle = start + splitOf(end - start);
    return first <= middle
      ? [...this.#steps(first, start, middle, known), this.#range(middle, end)]
      : [...this.#steps(first, middle, end, false), this.#range(start, middle)];
  }

  #range(start: number, end: number): Buffer {
    const width = end - start;
    const split = splitOf(width);
    if (width === 1) return this.#node(0, start);
    if (split * 2 === width) return this.#node(Math.log2(width), start / width);
    return nodeHash(this.#range(start, start + split), this.#range(start + split, end));
  }

  #node(level: number, n: number): Buffer {
    const hash = this.file.read(placeOf(level, n) * HASH_BYTES, HASH_BYTES);
    if (hash.byteLength === HASH_BYTES) return hash;
    throw new StoreError(
      'damaged',
      `the file "tree" of log ${this.#log} was cut short: open the log again, which makes it anew`,
      { log: this.#log, segment: 'tree' },
    );
  }

  #within(value: number, low: number, high: number): void {
    if (Number.isSafeInteger(value) && value >= low && value <= high) return;
    throw new StoreError(
      'absent',
      `log ${this.#log} has ${this.size} entries: ${value} is not between ${low} and ${high}`,
      { log: this.#log },
    );
  }
}

function peaksOf(size: number): { level: number; n: number }[] {
  const peaks: { level: number; n: number }[] = [];
  for (let start = 0; start < size;) {
    const level = Math.floor(Math.log2(size - start));
    peaks.push({ level, n: start / 2 ** level });
    start += 2 ** level;
  }
  return peaks;
}

/** Largest power of two below `width`; 1 for 1. */
function splitOf(width: number): number {
  return width <= 2 ? 1 : 2 ** Math.floor(Math.log2(width - 1));
}
