import type { Json } from '@careledger/proof';

/** One row of the registry; `null` takes it away. */
export interface RegistryRow {
  readonly kind: string;
  readonly id: string;
  readonly value: Json | null;
}

/** Accounts, wrapped keys, who is which handle: the last value of each (kind, id) wins. */
export interface Registry {
  /** Resolves when the row is on disk. */
  put(kind: string, id: string, value: Json | null): Promise<void>;
  /** All rows or none of them after a crash. */
  putAll(rows: readonly RegistryRow[]): Promise<void>;
  get(kind: string, id: string): Json | undefined;
  all(kind: string): Iterable<[id: string, value: Json]>;
  close(): Promise<void>;
}
