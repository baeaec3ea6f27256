import type { Book } from '../book/book.ts';
import { integer, record, text } from '../shape.ts';

const rowShape = record({ seq: integer, tx: text, value: text });

/** The transaction of the first checkpoint that covers an entry of the journal; null while none does. */
function checkpointOf(book: Pick<Book, 'name' | 'hospital'>, journal: number): string | null {
  const at = book.hospital.index.prepare(
    "select seq, tx, value from ledger_write where book = ? and key = 'checkpoint' and seq <= ? order by seq desc limit 1",
  );
  const covering = (seq: number): { seq: number; tx: string } | undefined => {
    const found = at.get(book.name, seq);
    if (found === undefined) return undefined;
    const row = rowShape(found, 'ledger_write');
    return sizeIn(row.value) > journal ? row : undefined;
  };
  let best = covering(Number.MAX_SAFE_INTEGER);
  if (best === undefined) return null;
  // Sizes grow with the order on the ledger: halve until no earlier checkpoint covers the entry.
  for (let low = 0; low < best.seq;) {
    const middle = Math.floor((low + best.seq) / 2);
    const earlier = covering(middle);
    if (earlier === undefined) low = middle + 1;
    else best = earlier;
  }
  return best.tx;
}

/** Fills in the checkpoint's transaction of rows that stand in the journal alone: local accesses and floods. */
export function withCheckpoints<T extends { id: string; tx: string | null }>(
  book: Pick<Book, 'name' | 'hospital'>,
  rows: readonly T[],
): T[] {
  return rows.map((row) => {
    const journal = /^(?:access|flood)\/(\d{1,15})$/.exec(row.id)?.[1];
    return journal === undefined ? row : { ...row, tx: checkpointOf(book, Number(journal)) };
  });
}

function sizeIn(value: string): number {
  const parsed: unknown = JSON.parse(value);
  return typeof parsed === 'object' && parsed !== null && 'size' in parsed
    ? Number(parsed.size)
    : 0;
}
