import { toHex } from '@careledger/proof';
import type { Hospital } from '../hospital.ts';
import type { LedgerView } from '../ledger-view/ledger-view.ts';

/** The journal's size and root as the ledger last took them. */
export interface Checkpoint {
  size: number;
  root: string;
}

/** The last checkpoint in the own copy of the ledger. */
export function lastCheckpoint(book: {
  readonly name: string;
  readonly view: LedgerView;
}): Checkpoint | undefined {
  const value = book.view.valueOf(book.name, 'checkpoint')?.value;
  if (!value) return undefined;
  const parsed: unknown = JSON.parse(value);
  if (typeof parsed !== 'object' || parsed === null || !('size' in parsed) || !('root' in parsed))
    return undefined;
  return { size: Number(parsed.size), root: String(parsed.root) };
}

/** What is wrong with the own journal against the last checkpoint, or undefined (J2, J5). */
export function journalFault(book: {
  readonly name: string;
  readonly hospital: Pick<Hospital, 'journal'>;
  readonly view: LedgerView;
}): string | undefined {
  const last = lastCheckpoint(book);
  const { tree } = book.hospital.journal;
  if (last === undefined || last.size === 0) return undefined;
  if (tree.size < last.size)
    return `The journal has ${tree.size} entries, the ledger knows of ${last.size}: an older copy was put back.`;
  if (toHex(tree.root(last.size)) !== last.root)
    return 'The journal is not the one that the ledger knows.';
  return undefined;
}
