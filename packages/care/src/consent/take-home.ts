import { canonical, isObject, type Json, type JsonObject } from '@careledger/proof';
import type { Prover } from '../audit/prove.ts';
import { jsonRow } from '../audit/rows.ts';
import type { Book } from '../book/book.ts';
import { jsonOf } from '../exchange/wire.ts';
import { textIn } from '../shape.ts';

/** What a patient takes home of one act of consent (C17): everything that opens it, and the root's place on the ledger. */
export interface TakeHome {
  readonly version: number;
  readonly at: number;
  readonly language: string;
  readonly text: string;
  readonly document: Json;
  readonly nonce: string;
  readonly leaf: Json;
  readonly path: Json;
  readonly root: string;
  readonly tx: string;
  readonly block: number;
  readonly by: 'assisted' | 'passkey';
  /** All of it as one canonical JSON text, to save. */
  readonly file: string;
}

const most = 200;

/** The receipts of a patient's acts of consent here, newest first; each can be checked without this hospital. */
export async function takeHomeReceipts(
  deps: { book: Book; prover: Prover },
  patient: string,
): Promise<TakeHome[]> {
  const { book, prover } = deps;
  const { hospital } = book;
  const rows = hospital.index
    .prepare('select journal from consent_act where patient = ? order by journal desc limit ?')
    .all(patient, most);
  return Promise.all(
    rows.map(async (row) => {
      const { entry } = await hospital.journal.read(Number(jsonRow(row)['journal']));
      const place: JsonObject = isObject(entry['place']) ? entry['place'] : {};
      const root = textIn(place, 'root');
      const document = entry['document'] ?? null;
      const by =
        isObject(entry['by']) && entry['by']['kind'] === 'assertion' ? 'passkey' : 'assisted';
      const receipt = {
        version: Number(entry['version']),
        document,
        nonce: textIn(entry, 'nonce'),
        leaf: entry['leaf'] ?? null,
        path: place['path'] ?? null,
        root,
        tx: textIn(entry, 'tx'),
        block: Number(entry['block']),
      };
      const file = canonical({
        v: 1,
        kind: 'consent-receipt',
        channel: hospital.channel,
        member: hospital.member,
        at: entry.at,
        ...receipt,
        by: entry['by'] ?? null,
        anchor: jsonOf((await prover.anchor('root:patients', root)) ?? {}),
      });
      const words = isObject(document) ? document : {};
      const { language, text } = {
        language: textIn(words, 'language'),
        text: textIn(words, 'text'),
      };
      return { ...receipt, at: entry.at, language, text, by, file };
    }),
  );
}
