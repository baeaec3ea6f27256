import { peer } from '@hyperledger/fabric-protos';
import type { CommittedTx } from '../state/world-state.ts';

const { TxValidationCode: Code } = peer;

/** Codes of transactions that were good in themselves: only these make a later one of the same id in their block a duplicate. */
const good: ReadonlySet<number> = new Set([
  Code.VALID,
  Code.MVCC_READ_CONFLICT,
  Code.PHANTOM_READ_CONFLICT,
]);

/** The same transactions, each id left to one of them: to the one that was good in itself, else to the first. */
export function distinctIds(transactions: readonly CommittedTx[]): CommittedTx[] {
  const owners = new Map<string, CommittedTx>();
  for (const one of transactions) {
    if (one.id === undefined) continue;
    const owner = owners.get(one.id);
    if (owner === undefined || (good.has(one.code) && !good.has(owner.code)))
      owners.set(one.id, one);
  }
  return transactions.map((one) =>
    one.id === undefined || owners.get(one.id) === one ? one : { ...one, id: undefined },
  );
}
