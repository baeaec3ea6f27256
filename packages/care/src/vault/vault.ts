/** Content to be sealed: one patient's (or `directory`), in one category. */
export interface VaultItem {
  readonly patient: string;
  readonly category: string;
  readonly content: Uint8Array;
}

/** Encrypted content: a key per item, wrapped by the key of its compartment, wrapped by the master key of an epoch. */
export interface Vault {
  /** Seals all items, durable together; gives the place of each. */
  putAll(items: readonly VaultItem[]): Promise<number[]>;
  get(index: number): Promise<Buffer>;
  close(): Promise<void>;
}
