import { toHex } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Book } from './book.ts';
import { journalFault, lastCheckpoint } from './journal-fault.ts';

/** Anchors the journal while it grows: one checkpoint in flight, at most one a second, until the signal ends it. */
export async function runCheckpoints(book: Book, signal: AbortSignal): Promise<void> {
  const { hospital, writer } = book;
  while (!signal.aborted) {
    try {
      await checkpoint();
    } catch (error) {
      if (signal.aborted) return;
      hospital.log({
        event: 'checkpoint-waits',
        code: error instanceof CareError ? error.code : 'fault',
      });
    }
    await pause(1000, signal);
  }

  async function checkpoint(): Promise<void> {
    const { tree } = hospital.journal;
    const last = lastCheckpoint(book) ?? { size: 0, root: '' };
    const { size } = tree;
    if (size === last.size || journalFault(book) !== undefined) return;
    await writer.write({
      fn: 'checkpoint',
      arg: {
        v: 1,
        size,
        root: toHex(tree.root(size)),
        path: last.size === 0 ? [] : tree.consistency(last.size, size).map((hash) => toHex(hash)),
      },
    });
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
    function end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}
