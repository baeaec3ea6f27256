import { PeerError } from '../error.ts';
import type { Modification, Snapshot } from '../state/world-state.ts';
import type { NamespaceSet, RangeRead, Read, Write } from '../wire/read-write-set.ts';
import { openRange, type OpenRange } from './open-range.ts';

/** One execution over committed state: what it reads and writes is collected, nothing of it is visible to itself. */
export interface Simulation {
  get(namespace: string, key: string): Buffer;
  put(namespace: string, key: string, value: Buffer): void;
  remove(namespace: string, key: string): void;
  /** A range that is protected against phantoms as far as it was read. */
  range(namespace: string, start: string, end: string): OpenRange;
  /** A page of a range; only in a simulation without writes, and none may follow. */
  pagedRange(namespace: string, start: string, end: string): OpenRange;
  history(namespace: string, key: string): Iterable<Modification>;
  /** Ends the simulation; later calls fail. */
  results(): NamespaceSet[];
  release(): void;
}

interface Collected {
  readonly reads: Map<string, Read>;
  readonly writes: Map<string, Write>;
  readonly ranges: OpenRange[];
}

const largestKey = 4_096;

/** Begins a simulation on a snapshot, which it releases at its end. */
export function simulate(txId: string, snapshot: Snapshot): Simulation {
  const namespaces = new Map<string, Collected>();
  let isOver = false;
  let hasWritten = false;
  let hasPaged = false;

  const collected = (namespace: string): Collected => {
    if (isOver) throw new PeerError('closed', `txid [${txId}]: the simulation is over`);
    const known = namespaces.get(namespace);
    if (known !== undefined) return known;
    const fresh: Collected = { reads: new Map(), writes: new Map(), ranges: [] };
    namespaces.set(namespace, fresh);
    return fresh;
  };

  const write = (namespace: string, key: string, value: Buffer | undefined): void => {
    const set = collected(namespace);
    demandKey(key);
    if (hasPaged)
      throw unsupported(
        'Transaction has already performed a paginated query. Writes are not allowed',
      );
    hasWritten = true;
    // Fabric deletes a key that is given an empty value.
    set.writes.set(key, { key, value: value?.length === 0 ? undefined : value });
  };

  const unsupported = (sentence: string): PeerError =>
    new PeerError('limit', `txid [${txId}]: unsuppored transaction. ${sentence}`);

  const range = (namespace: string, start: string, end: string): OpenRange => {
    const set = collected(namespace);
    const opened = openRange(snapshot.range(namespace, { start, end, includesEnd: false }), {
      start,
      end,
    });
    set.ranges.push(opened);
    return opened;
  };

  return {
    get(namespace, key) {
      const set = collected(namespace);
      demandKey(key);
      const found = snapshot.get(namespace, key);
      set.reads.set(key, { key, version: found?.version });
      return found?.value ?? Buffer.alloc(0);
    },
    put: write,
    remove: (namespace, key) => write(namespace, key, undefined),
    range,
    pagedRange(namespace, start, end) {
      if (hasWritten)
        throw unsupported('Paginated queries are supported only in a read-only transaction');
      hasPaged = true;
      return range(namespace, start, end);
    },
    history(namespace, key) {
      if (isOver) throw new PeerError('closed', `txid [${txId}]: the simulation is over`);
      return snapshot.history(namespace, key);
    },
    results() {
      isOver = true;
      return [...namespaces].map(([namespace, set]) => ({
        namespace,
        reads: [...set.reads.values()],
        ranges: distinct(set.ranges.map((one) => one.read())),
        writes: [...set.writes.values()],
      }));
    },
    release() {
      isOver = true;
      snapshot.release();
    },
  };
}

function demandKey(key: unknown): void {
  if (
    typeof key !== 'string' ||
    key === '' ||
    key.length > largestKey ||
    /\p{Surrogate}/u.test(key)
  )
    throw new PeerError('limit', `a key is 1 to ${largestKey} characters of well-formed Unicode`);
}

function distinct(ranges: readonly RangeRead[]): RangeRead[] {
  const known = new Map<string, RangeRead>();
  for (const range of ranges) {
    const name = JSON.stringify([range.start, range.end, range.exhausted]);
    if (!known.has(name)) known.set(name, range);
  }
  return [...known.values()];
}
