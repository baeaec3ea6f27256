import { decidable, decide, decision, parse, sealAnswer } from '@careledger/contracts';
import { verifySignature } from '@careledger/keys';
import { canonical, isObject, type Hex, type Json, type JsonObject } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { decisionIn } from '../exchange/anchor-taken.ts';
import { jsonOf } from '../exchange/wire.ts';
import { textIn } from '../shape.ts';
import { jsonRow } from './rows.ts';

/** Everything that an answer was decided on, and whether it comes out the same again (C6, C17). */
export interface Openings {
  readonly decidable: Json;
  readonly decision: Json;
  readonly nonce: Hex;
  /** What the ledger shows under the request, with its transaction; null while it is not anchored. */
  readonly commitment: Hex | null;
  readonly tx: string | null;
  readonly recomputed: 'different' | 'same';
}

/** Opens one answer of this hospital for an auditor and decides it again from the custodian's inputs. */
export async function openingsOf(book: Book, id: Hex): Promise<Openings> {
  const entry = await answerEntry(book, id);
  const nonce = textIn(entry, 'nonce');
  const asDecided = parse(decidable, entry['decidable']);
  const decided = parse(decision, entry['decision']);
  const again = await decide(asDecided, verifySignature);
  const written = book.view.valueOf(book.name, `a:${id}`);
  const commitment = decisionIn(written?.value) ?? null;
  const isSame =
    canonical(again) === canonical(decided) &&
    (commitment === null || commitment === sealAnswer(again, nonce).commitment);
  return {
    decidable: jsonOf(asDecided),
    decision: jsonOf(decided),
    nonce,
    commitment,
    tx: written?.tx ?? null,
    recomputed: isSame ? 'same' : 'different',
  };
}

/** The journal's entry of an answer, or its part of a flood's entry; throws CareError `not-found`. */
export async function answerEntry({ hospital }: Book, id: Hex): Promise<JsonObject> {
  const row = hospital.index
    .prepare('select journal from answer where id = ? or tx = ?')
    .get(id, id);
  const pending = hospital.registry.get('flood-refusal', id);
  if (row === undefined && isObject(pending)) return pending;
  if (row === undefined) throw new CareError('not-found', 'There is no such answer here.');
  const { entry } = await hospital.journal.read(Number(jsonRow(row)['journal']));
  if (entry.t !== 'flood') return entry;
  const { refusals } = entry;
  const refusal = (Array.isArray(refusals) ? refusals : []).find(
    (each) => isObject(each) && (each['id'] === id || each['tx'] === id),
  );
  if (!isObject(refusal)) throw new CareError('not-found', 'There is no such answer here.');
  return refusal;
}
