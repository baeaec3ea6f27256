import { isObject, type Json } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import type { Disclosure } from './disclosure.ts';
import type { Prover } from './prove.ts';
import { jsonRow } from './rows.ts';

/** What stands behind one line: its place in the journal, its transaction, and its proof, null while it is not anchored. */
export interface Evidence {
  readonly journal: { readonly index: number; readonly size: number };
  readonly tx: string | null;
  readonly block: number | null;
  /** Public key (SPKI, base64url) of this node as governance names it. */
  readonly signer: string;
  /** Members whose copy of the ledger signed that it says the same. */
  readonly copies: readonly string[];
  readonly proof: string | null;
}

/** Gathers the evidence of a line of who saw what. */
export async function evidenceOf(
  deps: { book: Book; prover: Prover },
  row: Pick<Disclosure, 'id' | 'request' | 'tx'>,
): Promise<Evidence> {
  const { book, prover } = deps;
  const { hospital, view } = book;
  const index = journalOf(book, row);
  const proof = await prover.prove(row.request ?? `reading/${index}`).catch(() => null);
  const parsed: Json = proof === null ? null : JSON.parse(proof);
  const facts = isObject(parsed) ? parsed : {};
  const write = isObject(facts['write']) ? facts['write'] : {};
  const { signatures } = facts;
  const { block } = write;
  return {
    journal: { index, size: hospital.journal.size },
    tx: row.tx,
    block: typeof block === 'number' ? block : null,
    signer: view.members.get(hospital.member)?.signer ?? '',
    copies: (Array.isArray(signatures) ? signatures : []).flatMap((each) =>
      isObject(each) && typeof each['member'] === 'string' ? [each['member']] : [],
    ),
    proof,
  };
}

function journalOf(
  { hospital }: Book,
  { id, request }: Pick<Disclosure, 'id' | 'request'>,
): number {
  if (request === null) return Number(id.split('/')[1] ?? 0);
  const row = hospital.index.prepare('select journal from answer where id = ?').get(request);
  return Number(jsonRow(row)['journal'] ?? 0);
}
