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

/*
 * Each way of reading has a native statement of its own: libsql does not reset one that `all` or
 * `iterate` read to the end, and the next `get` on it would answer for the values before.
 * Values go in as one array, since a lone BLOB would pass for named parameters.
 */
function statementOver(database: Database.Database, sql: string): IndexStatement {
  const single = native(database, sql);
  const isReader = single.reader;
  const names = isReader ? single.columns().map(({ name }) => name) : [];
  let several: Database.Statement<[IndexValue[]]> | undefined;
  let count: number | undefined;
  const bound = (values: IndexValue[]): IndexValue[] => {
    count ??= values.length;
    // A value that is left out would be the one of the call before.
    if (values.length !== count)
      throw new StoreError('unusable', `the statement has ${count} values, not ${values.length}`);
    return bindable(values);
  };
  const all = (values: IndexValue[]): IndexRow[] =>
    (several ??= native(database, sql)).all(bound(values)).map((cells) => rowOf(names, cells));
  return {
    run(...values) {
      if (!isReader) return { changes: single.run(bound(values)).changes };
      return { changes: all(values).length };
    },
    get(...values) {
      const cells = single.get(bound(values));
      return cells === undefined ? undefined : rowOf(names, cells);
    },
    all: (...values) => all(values),
    *iterate(...values) {
      const rows = native(database, sql).iterate(bound(values));
      try {
        for (let row = rows.next(); row.done !== true; row = rows.next())
          yield rowOf(names, row.value);
      } finally {
        // A statement that is left in the middle would keep its tables locked.
        while (rows.next().done !== true);
      }
    },
  };
}

function native(database: Database.Database, sql: string): Database.Statement<[IndexValue[]]> {
  const statement = database.prepare<[IndexValue[]]>(sql);
  // Rows by name come with `_metadata` and, from `all`, with ArrayBuffers; raw ones do not.
  return statement.reader ? statement.raw(true) : statement;
}

function rowOf(names: readonly string[], cells: unknown): IndexRow {
  const row: Record<string, string | number | Buffer | null> = {};
  if (Array.isArray(cells))
    for (const [position, name] of names.entries()) row[name] = cellOf(cells[position]);
  return row;
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
