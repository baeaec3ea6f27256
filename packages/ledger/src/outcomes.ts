import type { Gateway } from '@hyperledger/fabric-gateway';
import { gateway as protos } from '@hyperledger/fabric-protos';
import { setTimeout as delay } from 'node:timers/promises';

import { codeName } from './block.ts';
import { boundsOf } from './bounds.ts';
import { faultOfOutcome } from './gateway-fault.ts';
import { LedgerError } from './ledger-error.ts';
import type { Envelope, Outcome, Waiting } from './ledger.ts';

const PAUSE_MS = 200;

/** Sends an envelope's bytes for ordering, as they are. */
export async function submitEnvelope(
  gateway: Gateway,
  envelope: Envelope,
  waiting: Waiting,
  timeoutMs: number,
): Promise<void> {
  waiting.signal?.throwIfAborted();
  try {
    await gateway.newTransaction(envelope.bytes).submit(boundsOf(waiting, timeoutMs));
  } catch (error) {
    waiting.signal?.throwIfAborted();
    throw faultOfOutcome(error, envelope.txId);
  }
}

/**
 * Sends an envelope for ordering, again while nobody takes it, for at most `timeoutMs` in all: the
 * same bytes count once however often they are ordered.
 */
export async function submitPatiently(
  gateway: Gateway,
  envelope: Envelope,
  waiting: Waiting,
  timeoutMs: number,
): Promise<void> {
  const until = performance.now() + (waiting.timeoutMs ?? timeoutMs);
  for (;;) {
    const leftMs = Math.max(1, until - performance.now());
    try {
      await submitEnvelope(gateway, envelope, { ...waiting, timeoutMs: leftMs }, leftMs);
      return;
    } catch (error) {
      waiting.signal?.throwIfAborted();
      const again = error instanceof LedgerError && error.code === 'unknown-outcome';
      if (!again || performance.now() + PAUSE_MS >= until) throw error;
    }
    await pause(waiting.signal);
  }
}

/** Asks what became of a transaction id, again while the peer is out of reach, until time is up. */
export async function askOutcome(
  { gateway, channel, creator }: { gateway: Gateway; channel: string; creator: Uint8Array },
  txId: string,
  waiting: Waiting,
  timeoutMs: number,
): Promise<Outcome> {
  const until = performance.now() + (waiting.timeoutMs ?? timeoutMs);
  const request = new protos.CommitStatusRequest();
  request.setChannelId(channel);
  request.setTransactionId(txId);
  request.setIdentity(creator);
  const signed = new protos.SignedCommitStatusRequest();
  signed.setRequest(request.serializeBinary());
  for (;;) {
    waiting.signal?.throwIfAborted();
    const leftMs = Math.max(1, until - performance.now());
    try {
      const commit = gateway.newCommit(signed.serializeBinary());
      const status = await commit.getStatus(boundsOf({ ...waiting, timeoutMs: leftMs }, leftMs));
      return { code: codeName(status.code), block: Number(status.blockNumber) };
    } catch (error) {
      waiting.signal?.throwIfAborted();
      const fault = faultOfOutcome(error, txId);
      const again = fault instanceof LedgerError && fault.code === 'unknown-outcome';
      if (!again || performance.now() + PAUSE_MS >= until) throw fault;
    }
    await pause(waiting.signal);
  }
}

async function pause(signal: AbortSignal | undefined): Promise<void> {
  await delay(PAUSE_MS, undefined, signal === undefined ? {} : { signal });
}
