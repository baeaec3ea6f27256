import type { Batch } from '../channel/config.ts';
import { PeerError } from '../error.ts';

/** One envelope waiting for its block. */
interface Waiting {
  readonly bytes: Uint8Array;
  readonly isAlone: boolean;
  readonly settle: (error?: unknown) => void;
}

/** Groups envelopes into blocks. */
export interface Batches {
  /** Settles once the block with this envelope is on disk. One that stands alone gets a block of its own. */
  add(bytes: Uint8Array, isAlone?: boolean): Promise<void>;
  /** Waits for what was added. */
  idle(): Promise<void>;
}

const mostWaiting = 20_000;

/**
 * Cuts a block at once while envelopes come one by one, and groups them for up to the batch timeout when they come together: after
 * a block of more than one, or while one is being written.
 */
export function batchesOver(
  limits: () => Batch,
  writeBlock: (envelopes: readonly Uint8Array[]) => Promise<void>,
): Batches {
  const queue: Waiting[] = [];
  let running: Promise<void> | undefined;
  let isCrowded = false;
  let queuedBytes = 0;
  let queuedAlone = 0;

  const cut = (): Waiting[] => {
    const { maxMessages, maxBytes } = limits();
    let bytes = 0;
    let count = 0;
    for (const one of queue) {
      if (one.isAlone && count > 0) break;
      if (count === maxMessages || (count > 0 && bytes + one.bytes.length > maxBytes)) break;
      bytes += one.bytes.length;
      count += 1;
      if (one.isAlone) break;
    }
    queuedBytes -= bytes;
    queuedAlone -= queue[0]?.isAlone === true && count > 0 ? 1 : 0;
    return queue.splice(0, count);
  };

  const isFull = (): boolean => {
    const { maxMessages, maxBytes } = limits();
    return queue.length >= maxMessages || queuedBytes >= maxBytes || queuedAlone > 0;
  };

  let wake: (() => void) | undefined;
  const crowd = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => wake?.(), limits().timeoutMs);
      wake = () => {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      if (isCrowded && !isFull()) await crowd();
      const batch = cut();
      isCrowded = batch.length > 1;
      try {
        await writeBlock(batch.map((one) => one.bytes));
        for (const one of batch) one.settle();
      } catch (error) {
        for (const one of batch) one.settle(error);
      }
    }
  };

  return {
    add(bytes, isAlone = false) {
      if (queue.length >= mostWaiting)
        return Promise.reject(new PeerError('unavailable', 'the orderer is full: try again'));
      const settled = new Promise<void>((resolve, reject) => {
        const settle = (error?: unknown): void => (error === undefined ? resolve() : reject(error));
        queue.push({ bytes, isAlone, settle });
        queuedBytes += bytes.length;
        if (isAlone) queuedAlone += 1;
      });
      if (wake !== undefined && isFull()) wake();
      running ??= run().finally(() => {
        running = undefined;
      });
      return settled;
    },
    async idle() {
      wake?.();
      await running;
    },
  };
}
