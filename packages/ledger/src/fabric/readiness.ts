import { setTimeout as delay } from 'node:timers/promises';

import { connectLedger } from '../connect-ledger.ts';
import { LedgerError } from '../ledger-error.ts';
import type { Ledger } from '../ledger.ts';
import { FabricError } from './fabric-error.ts';
import type { FabricOrganisation } from './organisation.ts';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 100;

/**
 * Waits until every member's peer can have every other member's contracts answer; members find each
 * other only some time after a start. Throws FabricError 'not-ready'.
 */
export async function untilReachable(
  organisations: readonly FabricOrganisation[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  await Promise.all(
    organisations.map(async ({ connection }) => {
      const ledger = await connectLedger(connection);
      try {
        for (const { mspId } of organisations) {
          while (!(await answers(ledger, mspId, signal))) {
            if (performance.now() > until) {
              throw new FabricError('not-ready', `${mspId} cannot be reached from the others`);
            }
            await delay(PAUSE_MS, undefined, signal === undefined ? {} : { signal });
          }
        }
      } finally {
        ledger.close();
      }
    }),
  );
}

/** A refusal by the contract is an answer too: the peer and its contract process are there. */
async function answers(
  ledger: Ledger,
  mspId: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    await ledger.endorse(
      { book: 'governance', fn: 'read', arg: '{}', endorsedBy: [mspId] },
      { timeoutMs: 5_000, ...(signal === undefined ? {} : { signal }) },
    );
    return true;
  } catch (error) {
    signal?.throwIfAborted();
    return error instanceof LedgerError && error.code === 'refused';
  }
}
