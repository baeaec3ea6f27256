import type { Json, JsonObject } from '@careledger/proof';
import type { Hospital } from '../hospital.ts';
import { jsonRow, type Row } from './rows.ts';

/** Answers without a receipt and receipts given without an answer taken, older than `graceMs` (D7). */
export function unmatchedReceipts(hospital: Hospital, now: number, graceMs = 60_000): JsonObject[] {
  const before = now - graceMs;
  const rows = (sql: string): Row[] => hospital.index.prepare(sql).all(before).map(jsonRow);
  return [
    ...rows(
      'select id as request, at, organisation as member, tx from answer where at < ? and id not in (select id from receipt_taken)',
    ).map((row) => ({ ...row, what: 'answer-without-receipt' })),
    ...rows(
      'select id as request, at, member from receipt_taken where at < ? and id not in (select id from answer)',
    ).map((row) => ({
      ...row,
      what: 'receipt-without-answer',
    })),
  ];
}

/** What was set aside, newest first. */
export function incidentsOf(hospital: Hospital): Json[] {
  return hospital.index
    .prepare('select facts from incident order by journal desc limit 1000')
    .all()
    .flatMap((row) => {
      const { facts } = jsonRow(row);
      const parsed: Json = typeof facts === 'string' ? JSON.parse(facts) : null;
      return parsed === null ? [] : [parsed];
    });
}
