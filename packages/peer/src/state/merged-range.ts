import { byteOrder } from '../wire/digest.ts';
import type { Version } from '../wire/read-write-set.ts';

/** A committed value and the transaction that wrote it. */
export interface Value {
  readonly value: Buffer;
  readonly version: Version;
}

/** A key with its value. */
export interface Entry extends Value {
  readonly key: string;
}

/** What stands above committed state for some keys; undefined means the key is absent there. */
export type Overlay = ReadonlyMap<string, Value | undefined>;

/** A range of keys: start inclusive, end exclusive unless `includesEnd`; an empty end is unbounded. */
export interface Span {
  readonly start: string;
  readonly end: string;
  readonly includesEnd: boolean;
}

/** Entries of a span in byte order, the overlay taking the place of what lies under it. */
export function* mergedRange(
  committed: Iterable<Entry>,
  overlay: Overlay,
  span: Span,
): Generator<Entry> {
  const above = [...overlay]
    .filter(([key]) => within(key, span))
    .toSorted(([left], [right]) => byteOrder(left, right));
  let next = 0;
  for (const entry of committed) {
    while (next < above.length) {
      const [key, value] = above[next] ?? [''];
      if (byteOrder(key, entry.key) >= 0) break;
      if (value !== undefined) yield { key, ...value };
      next += 1;
    }
    if (!overlay.has(entry.key)) yield entry;
  }
  for (const [key, value] of above.slice(next)) if (value !== undefined) yield { key, ...value };
}

function within(key: string, { start, end, includesEnd }: Span): boolean {
  if (byteOrder(key, start) < 0) return false;
  if (end === '') return true;
  const order = byteOrder(key, end);
  return includesEnd ? order <= 0 : order < 0;
}
