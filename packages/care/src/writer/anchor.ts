/** Where something stands on the ledger. */
export interface Anchor {
  tx: string;
  block: number;
  /** The transaction's time in ms, as the contract saw it; absent where it was not asked for. */
  at?: number;
}
