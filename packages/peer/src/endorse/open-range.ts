import type { Entry } from '../state/merged-range.ts';
import type { RangeRead } from '../wire/read-write-set.ts';
import { rangeSummary } from './range-summary.ts';

/** Rows that Fabric's peer sends to a contract at once; a range is read ahead by that much. */
const batchRows = 100;

/** Rows after which Fabric ends a query silently. */
const mostRows = 100_000;

/** A range being read by a contract. */
export interface OpenRange {
  /** The next batch as Fabric cuts it, and whether there is more. */
  batch(): { entries: Entry[]; hasMore: boolean };
  /** One page of at most `size` rows and the key at which the next page begins, empty at the end. */
  page(size: number): { entries: Entry[]; bookmark: string };
  /** What was read so far, as it enters the read set. */
  read(): RangeRead;
}

/** Opens a range over entries in byte order. */
export function openRange(
  entries: Iterable<Entry>,
  { start, end }: { start: string; end: string },
): OpenRange {
  const iterator = entries[Symbol.iterator]();
  const summary = rangeSummary();
  let isExhausted = false;
  let last = '';
  let taken = 0;
  let ahead: Entry[] = [];

  const next = (): Entry | undefined => {
    if (isExhausted || taken === mostRows) return undefined;
    const step = iterator.next();
    if (step.done === true) {
      isExhausted = true;
      return undefined;
    }
    last = step.value.key;
    taken += 1;
    summary.add({ key: last, version: step.value.version });
    return step.value;
  };

  return {
    batch() {
      for (let entry = next(); entry !== undefined; entry = next()) {
        if (ahead.length === batchRows) {
          const cut = ahead;
          ahead = [entry];
          return { entries: cut, hasMore: true };
        }
        ahead.push(entry);
      }
      const rest = ahead;
      ahead = [];
      return { entries: rest, hasMore: false };
    },
    page(size) {
      const rows: Entry[] = [];
      const most = size > 0 ? Math.min(size, mostRows) : mostRows;
      while (rows.length < most) {
        const entry = next();
        if (entry === undefined) return { entries: rows, bookmark: '' };
        rows.push(entry);
      }
      // The bookmark is looked up past what was read, as Fabric does, and does not enter the read set.
      const following = isExhausted ? undefined : iterator.next();
      return {
        entries: rows,
        bookmark: following === undefined || following.done === true ? '' : following.value.key,
      };
    },
    read: () => ({
      start,
      end: isExhausted ? end : last,
      exhausted: isExhausted,
      ...summary.result(),
    }),
  };
}
