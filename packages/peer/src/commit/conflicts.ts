import { peer } from '@hyperledger/fabric-protos';
import { rangeSummary } from '../endorse/range-summary.ts';
import { mergedRange, type Entry, type Value } from '../state/merged-range.ts';
import type { StateReader } from '../state/world-state.ts';
import { sameBytes } from '../wire/digest.ts';
import type {
  MerkleSummary,
  NamespaceSet,
  RangeRead,
  Read,
  Version,
  Write,
} from '../wire/read-write-set.ts';

const { TxValidationCode } = peer;

/** A write of a valid transaction, with the version that it makes. */
export interface Update extends Write {
  readonly namespace: string;
  readonly version: Version;
}

/** What the valid transactions of a block have written so far, over committed state. */
export interface BlockUpdates {
  /** VALID, or the conflict that what was read meets (MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT). */
  judge(sets: readonly NamespaceSet[]): number;
  /** Applies the writes of a valid transaction. */
  add(sets: readonly NamespaceSet[], version: Version): void;
  /** Every write in order. */
  readonly writes: readonly Update[];
  /** The last write of each key. */
  readonly last: ReadonlyMap<string, ReadonlyMap<string, Update>>;
}

/** No updates yet. */
export function blockUpdates(state: StateReader): BlockUpdates {
  const writes: Update[] = [];
  const last = new Map<string, Map<string, Update>>();
  const overlays = new Map<string, Map<string, Value | undefined>>();

  const readConflicts = (namespace: string, read: Read): boolean =>
    overlays.get(namespace)?.has(read.key) === true ||
    !sameVersion(state.get(namespace, read.key)?.version, read.version);

  const rangeConflicts = (namespace: string, range: RangeRead): boolean => {
    const span = { start: range.start, end: range.end, includesEnd: !range.exhausted };
    const overlay = overlays.get(namespace) ?? new Map<string, Value | undefined>();
    const entries = mergedRange(state.range(namespace, span), overlay, span);
    return range.summary === undefined
      ? !sameReads(entries, range.reads)
      : !sameSummary(entries, range.summary);
  };

  return {
    writes,
    last,
    judge(sets) {
      for (const { namespace, reads, ranges } of sets) {
        if (reads.some((read) => readConflicts(namespace, read)))
          return TxValidationCode.MVCC_READ_CONFLICT;
        if (ranges.some((range) => rangeConflicts(namespace, range)))
          return TxValidationCode.PHANTOM_READ_CONFLICT;
      }
      return TxValidationCode.VALID;
    },
    add(sets, version) {
      for (const set of sets)
        for (const write of set.writes) {
          const update = { ...write, namespace: set.namespace, version };
          writes.push(update);
          of(last, set.namespace).set(write.key, update);
          of(overlays, set.namespace).set(
            write.key,
            write.value === undefined ? undefined : { value: write.value, version },
          );
        }
    },
  };
}

function sameReads(entries: Iterable<Entry>, reads: readonly Read[]): boolean {
  let at = 0;
  for (const entry of entries) {
    const read = reads[at];
    if (read === undefined || read.key !== entry.key || !sameVersion(entry.version, read.version))
      return false;
    at += 1;
  }
  return at === reads.length;
}

function sameSummary(entries: Iterable<Entry>, expected: MerkleSummary): boolean {
  if (expected.maxDegree < 2 || expected.maxDegree > 10_000) return false;
  const summary = rangeSummary(expected.maxDegree);
  for (const { key, version } of entries) summary.add({ key, version });
  const found = summary.result().summary;
  return (
    found !== undefined &&
    found.maxLevel === expected.maxLevel &&
    found.hashes.length === expected.hashes.length &&
    found.hashes.every((hash, index) => sameBytes(hash, expected.hashes[index] ?? Buffer.alloc(0)))
  );
}

function sameVersion(left: Version | undefined, right: Version | undefined): boolean {
  return left?.block === right?.block && left?.tx === right?.tx;
}

function of<T>(maps: Map<string, Map<string, T>>, name: string): Map<string, T> {
  const known = maps.get(name) ?? new Map<string, T>();
  maps.set(name, known);
  return known;
}
