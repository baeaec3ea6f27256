import { isClosed, isWithin, kindRows, type KindRow } from '../kinds.ts';
import type { Version } from '../record/version.ts';

/** How many entries each row stands for. */
export interface Counts {
  /** Without those of closed kinds. */
  readonly open: Readonly<Record<KindRow, number>>;
  /** Those of closed kinds. */
  readonly closed: number;
}

/** Counts what this hospital holds, of the kinds `within` a request where there is one, so that what a permission opens becomes concrete before it is signed. */
export function countsOf(versions: readonly Version[], within?: readonly string[]): Counts {
  const open: Record<KindRow, number> = {
    results: 0,
    medications: 0,
    allergies: 0,
    documents: 0,
    imaging: 0,
    vitals: 0,
    visits: 0,
    immunisations: 0,
  };
  let closed = 0;
  for (const { kind, labels, enteredInError } of versions) {
    if (enteredInError || !isWithin(kind, within)) continue;
    const row = kindRows.find((each) => each.kinds.some((one) => one === kind));
    if (labels.some(isClosed)) closed += 1;
    else if (row !== undefined) open[row.key] += 1;
  }
  return { open, closed };
}
