import type { IndexDb } from '../journal/projection.ts';
import { integer, nullable, record, text } from '../shape.ts';

/** One committed, valid write of the ledger; `seq` counts all of them from 0 in ledger order. */
export interface LedgerWrite {
  seq: number;
  block: number;
  tx: string;
  book: string;
  key: string;
  /** null: the key was deleted. */
  value: string | null;
}

/** How far the view has come: the next block wanted and the hashes of the last one. */
export interface Position {
  next: number;
  hash: string;
  commitHash: string;
}

/** The tables behind the view: every valid write in order, and the position. */
export interface Writes {
  position(): Position;
  append(rows: readonly Omit<LedgerWrite, 'seq'>[], position: Position): void;
  all(): LedgerWrite[];
  latest(book: string, key: string): LedgerWrite | undefined;
  under(book: string, prefix: string): LedgerWrite[];
}

/** A write as its row of the index has it. */
export const writeShape = record({
  seq: integer,
  block: integer,
  tx: text,
  book: text,
  key: text,
  value: nullable(text),
});
const positionShape = record({ next: integer, hash: text, commit_hash: text });

const schema = `
  create table if not exists ledger_write (
    seq integer primary key, block integer not null, tx text not null,
    book text not null, key text not null, value text);
  create index if not exists ledger_write_key on ledger_write (book, key, seq);
  create table if not exists ledger_position (
    id integer primary key check (id = 1), next integer not null, hash text not null, commit_hash text not null);
`;

/** Opens (and makes, where absent) the tables of the view. */
export function openWrites(db: IndexDb): Writes {
  db.exec(schema);
  const insert = db.prepare(
    'insert into ledger_write (seq, block, tx, book, key, value) values (?, ?, ?, ?, ?, ?)',
  );
  const move = db.prepare(
    'insert into ledger_position (id, next, hash, commit_hash) values (1, ?, ?, ?) ' +
      'on conflict (id) do update set next = excluded.next, hash = excluded.hash, commit_hash = excluded.commit_hash',
  );
  const columns = 'seq, block, tx, book, key, value';
  const newest = db.prepare(
    `select ${columns} from ledger_write where book = ? and key = ? order by seq desc limit 1`,
  );
  const range = db.prepare(
    `select ${columns} from ledger_write w where book = ? and key >= ? and key < ? and not exists ` +
      '(select 1 from ledger_write n where n.book = w.book and n.key = w.key and n.seq > w.seq) order by key',
  );
  let seq = countOf(db.prepare('select count(*) as n from ledger_write').get());
  const add = (rows: readonly Omit<LedgerWrite, 'seq'>[], position: Position) => {
    db.exec('begin');
    try {
      let at = seq;
      for (const row of rows) {
        insert.run(at, row.block, row.tx, row.book, row.key, row.value);
        at += 1;
      }
      move.run(position.next, position.hash, position.commitHash);
      db.exec('commit');
    } catch (error) {
      db.exec('rollback');
      throw error;
    }
  };
  return {
    position() {
      const row = db.prepare('select next, hash, commit_hash from ledger_position').get();
      return positionOf(row) ?? { next: 0, hash: '', commitHash: '' };
    },
    append(rows, position) {
      add(rows, position);
      seq += rows.length;
    },
    all: () => rowsOf(db.prepare(`select ${columns} from ledger_write order by seq`).all()),
    latest: (book, key) => rowsOf([newest.get(book, key)])[0],
    under: (book, prefix) =>
      rowsOf(range.all(book, prefix, `${prefix}\u{10ffff}`)).filter((w) => w.value !== null),
  };
}

function countOf(row: unknown): number {
  return typeof row === 'object' && row !== null && 'n' in row ? Number(row.n) : 0;
}

function rowsOf(rows: readonly unknown[]): LedgerWrite[] {
  return rows.flatMap((row) => (row === undefined ? [] : [writeShape(row, 'ledger_write')]));
}

function positionOf(row: unknown): Position | undefined {
  if (row === undefined) return undefined;
  const { next, hash, commit_hash: commitHash } = positionShape(row, 'ledger_position');
  return { next, hash, commitHash };
}
