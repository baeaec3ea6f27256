import type { JournaledEntry } from './entry.ts';

/** What can be bound to a statement of the index. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** A prepared statement of the index; rows are `unknown` and are parsed where they are read. */
export interface Statement {
  run(...values: SqlValue[]): { changes: number };
  get(...values: SqlValue[]): unknown;
  all(...values: SqlValue[]): unknown[];
  iterate(...values: SqlValue[]): Iterable<unknown>;
}

/** The index database: derived from the logs, encrypted as a whole, made again by `rebuild`. */
export interface IndexDb {
  prepare(sql: string): Statement;
  exec(sql: string): void;
}

/**
 * Tables derived from journal entries, applied in journal order in the SQL transaction that moves the position.
 * `schema` creates its tables with `IF NOT EXISTS`, and `tables` names them, so that a rebuild can drop them.
 * `load` runs before `apply` when content is needed from elsewhere, as on a rebuild.
 */
export interface Projection {
  readonly name: string;
  readonly schema: string;
  readonly tables: readonly string[];
  readonly apply: Readonly<Record<string, (db: IndexDb, journaled: JournaledEntry) => void>>;
  readonly load?: (journaled: JournaledEntry) => Promise<void>;
}
