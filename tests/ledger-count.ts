import { join } from 'node:path';
import { connectLedger } from '@careledger/ledger';
import { openKeyRing } from '@careledger/node/founding';
import type { TestConsortium } from './consortium.ts';

/** Every transaction that an organisation has on the ledger, as Riverside's peer has it. */
export async function transactionsOf(at: TestConsortium, mspId: string): Promise<number> {
  const riverside = at.consortium.members[1];
  const ring = openKeyRing(join(at.data, 'riverside', 'keys'));
  const service = ring.credential('service');
  const ledger = await connectLedger({
    address: `localhost:${riverside?.ports.peer}`,
    tlsRoots: [ring.authority('ca').certPem],
    mspId: riverside?.mspId ?? '',
    certPem: service.cert,
    keyPem: service.key,
    channel: at.consortium.channel,
  });
  let count = 0;
  try {
    const { height } = await ledger.height();
    for await (const { number, transactions } of ledger.follow(1, AbortSignal.timeout(20_000))) {
      count += transactions.filter(({ org, code }) => org === mspId && code === 'VALID').length;
      if (number >= height - 1) break;
    }
  } finally {
    ledger.close();
  }
  return count;
}
