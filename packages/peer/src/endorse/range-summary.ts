import { ledger } from '@hyperledger/fabric-protos';
import { sha256 } from '../wire/digest.ts';
import { kvRead, type MerkleSummary, type Read } from '../wire/read-write-set.ts';

/** Fabric's degree of the tree over the reads of a range. */
const rangeDegree = 50;

/** Collects the reads of a range as Fabric does: raw up to the degree, a tree of hashes beyond it. */
export interface RangeSummary {
  add(read: Read): void;
  /** What was read so far; adding more afterwards is allowed and changes only later answers. */
  result(): { reads: readonly Read[]; summary: MerkleSummary | undefined };
}

/** An empty collection. */
export function rangeSummary(maxDegree: number = rangeDegree): RangeSummary {
  const levels: Buffer[][] = [[], []];
  let maxLevel = 1;
  let pending: Read[] = [];
  let isTree = false;

  const hashPending = (into: Buffer[][]): void => {
    const reads = new ledger.rwset.kvrwset.QueryReads();
    reads.setKvReadsList(pending.map(kvRead));
    at(into, 1).push(sha256(reads.serializeBinary()));
  };

  return {
    add(read) {
      pending.push(read);
      if (pending.length <= maxDegree) return;
      hashPending(levels);
      pending = [];
      isTree = true;
      for (let level = 1; at(levels, level).length > maxDegree; level += 1) {
        at(levels, level + 1).push(sha256(...at(levels, level)));
        levels[level] = [];
        maxLevel = Math.max(maxLevel, level + 1);
      }
    },
    result() {
      if (!isTree) return { reads: [...pending], summary: undefined };
      const closed = levels.map((level) => [...level]);
      if (pending.length > 0) hashPending(closed);
      return { reads: [], summary: closing(closed, maxLevel, maxDegree) };
    },
  };
}

function closing(levels: Buffer[][], topLevel: number, maxDegree: number): MerkleSummary {
  // Like Fabric's tree, a level that overflowed in closing is folded only at the top.
  for (let level = 1; level < topLevel; level += 1) {
    const hashes = at(levels, level);
    const [only] = hashes;
    if (only === undefined) continue;
    at(levels, level + 1).push(hashes.length === 1 ? only : sha256(...hashes));
  }
  const top = at(levels, topLevel);
  return top.length <= maxDegree
    ? { maxDegree, maxLevel: topLevel, hashes: top }
    : { maxDegree, maxLevel: topLevel + 1, hashes: [sha256(...top)] };
}

function at(levels: Buffer[][], level: number): Buffer[] {
  const found = levels[level] ?? [];
  levels[level] = found;
  return found;
}
