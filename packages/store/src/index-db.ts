import Database from 'libsql';
import { StoreError } from './store-error.ts';

/** What can be bound to a statement. */
export type IndexValue = string | number | bigint | Uint8Array | null;

/** A row by column name; BLOBs are Buffers, integers beyond 2^53 are rounded. */
export type IndexRow = Readonly<Record<string, string | number | Buffer | null>>;

/** A prepared statement, to be kept where it is used often. */
export interface IndexStatement {
  run(...values: IndexValue[]): { changes: number };
  get(...values: IndexValue[]): IndexRow | undefined;
  all(...values: IndexValue[]): IndexRow[];
  iterate(...values: IndexValue[]): IterableIterator<IndexRow>;
}

/** An open index: synchronous SQL over an encrypted file. */
export interface IndexDb {
  prepare(sql: string): IndexStatement;
  exec(sql: string): void;
  /** Runs `work` in one SQL transaction, and undoes it all when it throws. */
  transaction<T>(work: () => T): T;
}

/** Opens an encrypted SQLite file; SQLite says nothing of the key until it is first read. */
export function openDatabase(file: string, keyHex: string): Database.Database {
  const options = { encryptionKey: keyHex, timeout: 5000 };
  return new Database(file, options);
}

/** The index over an open database. */
export function indexOver(database: Database.Database): IndexDb {
  return {
    prepare: (sql) => statementOver(database, sql),
    exec(sql) {
      database.exec(sql);
    },
    transaction(work) {
      database.exec('begin immediate');
      try {
        const result = work();
        database.exec('commit');
        return result;
      } catch (error) {
        if (database.inTransaction) database.exec('rollback');
        throw error;
      }
    },
  };
}

function statementOver(database: Database.Database, sql: string): IndexStatement {
  const statement = database.prepare(sql);
  const isReader = statement.reader;
  // Rows by name come with `_metadata` and, from `all`, with ArrayBuffers; raw ones do not.
  if (isReader) statement.raw(true);
  const names = isReader ? statement.columns().map(({ name }) => name) : [];
  const rowOf = (cells: unknown): IndexRow => {
    const row: Record<string, string | number | Buffer | null> = {};
    if (Array.isArray(cells))
      for (const [position, name] of names.entries()) row[name] = cellOf(cells[position]);
    return row;
  };
  return {
    run(...values) {
      const { changes } = statement.run(...bindable(values));
      return { changes };
    },
    get(...values) {
      const cells = statement.get(...bindable(values));
      return cells === undefined ? undefined : rowOf(cells);
    },
    all: (...values) => statement.all(...bindable(values)).map(rowOf),
    *iterate(...values) {
      for (const cells of statement.iterate(...bindable(values))) yield rowOf(cells);
    },
  };
}

function cellOf(cell: unknown): string | number | Buffer | null {
  if (typeof cell === 'string' || typeof cell === 'number' || cell === null) return cell;
  if (Buffer.isBuffer(cell)) return cell;
  if (cell instanceof ArrayBuffer) return Buffer.from(cell);
  throw new StoreError('unusable', `the index holds a value of type ${typeof cell}`);
}

/** libsql ends the process on a boolean or an undefined. */
function bindable(values: IndexValue[]): IndexValue[] {
  for (const value of values) {
    const type = typeof value;
    const isKnown = type === 'string' || type === 'number' || type === 'bigint' || value === null;
    if (!isKnown && !(value instanceof Uint8Array))
      throw new StoreError('unusable', `a value of type ${type} cannot be bound to a statement`);
  }
  return values;
}
