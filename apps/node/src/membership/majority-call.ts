import { LedgerError, type Ledger } from '@careledger/ledger';

/** A transaction of governance that more than half of the channel's organisations have to endorse. */
export interface MajorityCall {
  readonly fn: string;
  readonly arg: string;
}

const elsewhere: ReadonlySet<string> = new Set(['unreachable', 'no-endorser', 'disagreement']);

/** Transacts with the own endorsement and those of as many others as are needed, trying others where some do not answer. */
export async function transactByMajority(
  { fn, arg }: MajorityCall,
  deps: { ledger: Ledger; own: string; organisations: readonly string[] },
): Promise<{ txId: string; block: number }> {
  const { ledger, own, organisations } = deps;
  const others = organisations.filter((mspId) => mspId !== own);
  const more = Math.floor(organisations.length / 2);
  let last: unknown;
  for (let first = 0; first < Math.max(1, others.length); first += 1) {
    const turned = [...others.slice(first), ...others.slice(0, first)];
    try {
      return await ledger.transact({
        book: 'governance',
        fn,
        arg,
        endorsedBy: [own, ...turned.slice(0, more)],
      });
    } catch (error) {
      if (!(error instanceof LedgerError) || !elsewhere.has(error.code)) throw error;
      last = error;
    }
  }
  throw last;
}
