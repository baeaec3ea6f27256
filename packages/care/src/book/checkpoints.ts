import { toHex } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Book } from './book.ts';

/** The journal's size and root as the ledger last took them. */
export interface Checkpoint {
  size: number;
  root: string;
}

/** The last checkpoint in the own copy of the ledger. */
export function lastCheckpoint(book: Pick<Book, 'name' | 'view'>): Checkpoint | undefined {
  const value = book.view.valueOf(book.name, 'checkpoint')?.value;
  if (!value) return undefined;
  const parsed: unknown = JSON.parse(value);
  if (typeof parsed !== 'object' || parsed === null || !('size' in parsed) || !('root' in parsed))
    return undefined;
  return { size: Number(parsed.size), root: String(parsed.root) };
}

/** What is wrong with the own journal against the last checkpoint, or undefined (J2, J5). */
export function journalFault(
  book: Pick<Book, 'hospital' | 'name' | 'view'>,
): string | undefined {
  const last = lastCheckpoint(book);
  const { tree } = book.hospital.journal;
  if (last === undefined || last.size === 0) return undefined;
  if (tree.size < last.size)
    return `The journal has ${tree.size} entries, the ledger knows of ${last.size}: an older copy was put back.`;
  if (toHex(tree.root(last.size)) !== last.root)
    return 'The journal is not the one that the ledger knows.';
  return undefined;
}

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
