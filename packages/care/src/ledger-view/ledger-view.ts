import type { CommittedBlock, Ledger } from '@careledger/ledger';
import {
  createSparseMap,
  createTree,
  positionOf,
  writeLeaf,
  type Hex,
  type SparseMap,
  type Tree,
} from '@careledger/proof';
import type { IndexDb } from '../journal/projection.ts';
import { emptyMembers, membersOf, type Members } from './members.ts';
import { openWrites, type LedgerWrite } from './writes.ts';

/** The maps of a hospital's own book. */
export type MapName = 'staff' | 'patients' | 'devices';

/** A hospital's own copy of what the ledger says, read from committed blocks only. */
export interface LedgerView {
  /** Number of blocks seen; the next block wanted. */
  readonly height: number;
  /** Hash and commit hash of the last block, hex; empty before the first. */
  readonly last: { hash: Hex; commitHash: Hex };
  /** When the last block came (ms), 0 before the first. */
  readonly seenAt: number;
  /** RFC 9162 tree over every valid write in order; the same at every member. */
  readonly tree: Tree;
  /** The members as governance last wrote them. */
  readonly members: Members;
  /** The newest value of a key, with where it was written. */
  valueOf(book: string, key: string): LedgerWrite | undefined;
  /** Newest values of all keys that start with `prefix`, in byte order of the keys. */
  valuesUnder(book: string, prefix: string): LedgerWrite[];
  /** A map of the own book, rebuilt from leaf hashes alone. */
  map(name: MapName): SparseMap;
  /** The stopped codes under a custodian's name. */
  stops(custodian: string): SparseMap;
  /** Resolves when block `number` has been applied; rejects with the signal. */
  reached(number: number, signal: AbortSignal): Promise<void>;
  /** Calls the listener after each applied block, until the returned function is called. */
  onBlock(listener: (block: CommittedBlock) => void): () => void;
  /** Follows the ledger until the signal ends it; resolves then. */
  follow(ledger: Ledger, signal: AbortSignal): Promise<void>;
}

type LeafOf = (keyPart: string, value: string) => [position: Hex, leaf: Hex];

/** A stopped code's leaf is the hash of the code itself. */
const stopLeaf = (hash: Hex): [Hex, Hex] => [positionOf(hash), hash];

/** Opens the view over its tables in the index; what is missing comes by `follow`. */
export function openLedgerView(
  options: { member: string },
  deps: { db: IndexDb; clock: () => number },
): LedgerView {
  const writes = openWrites(deps.db);
  const tree = createTree();
  for (const write of writes.all()) tree.append(writeLeaf(write));
  const own = `book-${options.member}`;
  const maps = new Map<string, SparseMap>();
  const listeners = new Set<(block: CommittedBlock) => void>();
  let position = writes.position();
  let seenAt = 0;
  let members = membersOf(writes.latest('governance', 'members')?.value) ?? emptyMembers;

  function mapOf(
    id: string,
    { book, prefix, leafOf }: { book: string; prefix: string; leafOf: LeafOf },
  ): SparseMap {
    const known = maps.get(id);
    if (known) return known;
    const entries = writes
      .under(book, prefix)
      .map((w) => leafOf(w.key.slice(prefix.length), w.value ?? ''));
    const made = createSparseMap(entries);
    maps.set(id, made);
    return made;
  }

  function apply(block: CommittedBlock): void {
    if (block.number < position.next) return;
    const rows = block.transactions.flatMap((tx) =>
      tx.writes.map((w) => ({ block: block.number, tx: tx.txId, ...w })),
    );
    position = { next: block.number + 1, hash: block.hash, commitHash: block.commitHash };
    writes.append(rows, position);
    for (const row of rows) {
      tree.append(writeLeaf(row));
      seen(row);
    }
    seenAt = deps.clock();
    for (const listener of listeners) listener(block);
  }

  function seen(row: Omit<LedgerWrite, 'seq'>): void {
    if (row.book === 'governance' && row.key === 'members')
      members = membersOf(row.value) ?? members;
    const [head, name, rest] = row.key.split(':', 3);
    if (row.value === null || rest === undefined || name === undefined) return;
    if (row.book === own && head === 'leaf') maps.get(`own:${name}`)?.set(rest, row.value);
    if (row.book === 'stop' && head === 'code') stopMap(name).set(...stopLeaf(rest));
  }

  const stopMap = (custodian: string) =>
    mapOf(`stop:${custodian}`, { book: 'stop', prefix: `code:${custodian}:`, leafOf: stopLeaf });

  return {
    get height() {
      return position.next;
    },
    get last() {
      return { hash: position.hash, commitHash: position.commitHash };
    },
    get seenAt() {
      return seenAt;
    },
    get members() {
      return members;
    },
    tree,
    valueOf: (book, key) => writes.latest(book, key),
    valuesUnder: (book, prefix) => writes.under(book, prefix),
    map: (name) =>
      mapOf(`own:${name}`, {
        book: own,
        prefix: `leaf:${name}:`,
        leafOf: (position, hash) => [position, hash],
      }),
    stops: stopMap,
    reached(number, signal) {
      if (position.next > number) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const end = (done: () => void) => {
          listeners.delete(check);
          signal.removeEventListener('abort', late);
          done();
        };
        const check = () => {
          if (position.next > number) end(resolve);
        };
        const late = () => end(() => reject(signal.reason));
        if (signal.aborted) return late();
        signal.addEventListener('abort', late);
        listeners.add(check);
      });
    },
    onBlock(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async follow(ledger, signal) {
      for await (const block of ledger.follow(position.next, signal)) apply(block);
    },
  };
}
