import type { Network } from '@hyperledger/fabric-gateway';
import { setTimeout as delay } from 'node:timers/promises';

import { decodeBlock, type CommittedBlock } from './block.ts';
import type { AbortableOptions } from './channel-client.ts';
import { LedgerError } from './ledger-error.ts';

/** What is used of a channel to read its blocks. */
export type BlockSource = Pick<Network, 'newBlockEventsRequest'>;

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Yields every committed block from height `from` on, in order and without gaps, waiting for the
 * next and reconnecting as long as it takes; ends when `signal` is aborted. Throws LedgerError
 * 'fork' when a block does not continue the one before.
 */
export async function* followBlocks(
  network: BlockSource,
  from: number,
  signal: AbortSignal,
  onTrouble: (error: unknown) => void,
): AsyncGenerator<CommittedBlock, void, undefined> {
  let last: CommittedBlock | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      for await (const block of deliver(
        network,
        last === undefined ? from : last.number + 1,
        signal,
      )) {
        demandNext(block, last, from);
        last = block;
        pauseMs = FIRST_PAUSE_MS;
        yield block;
      }
    } catch (error) {
      if (error instanceof LedgerError) throw error;
      if (!signal.aborted) onTrouble(error);
    }
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

async function* deliver(network: BlockSource, startBlock: number, signal: AbortSignal) {
  const options: AbortableOptions = { signal };
  const request = network.newBlockEventsRequest({ startBlock: BigInt(startBlock) });
  const events = await request.getEvents(options);
  try {
    for await (const block of events) yield decodeBlock(block);
  } finally {
    // Leaving the loop does not end the stream of fabric-gateway.
    events.close();
  }
}

function demandNext(block: CommittedBlock, last: CommittedBlock | undefined, from: number): void {
  const number = last === undefined ? from : last.number + 1;
  if (block.number !== number || (last !== undefined && block.previousHash !== last.hash)) {
    throw new LedgerError('fork', `block ${block.number} does not follow what was read before`, {
      block: block.number,
    });
  }
}
