import { isObject, type Json, type JsonObject } from '@careledger/proof';
import type { Hospital } from '../hospital.ts';
import type { Projection } from '../journal/projection.ts';

/** One answer as the custodian and the patient see it; times in ms. */
export interface Disclosure {
  readonly at: number;
  readonly outcome: string;
  readonly because: string;
  readonly who: string;
  readonly practitioner: string;
  readonly organisation: string;
  readonly purpose: string;
  readonly basis: string;
  readonly text: string | null;
  readonly resources: readonly Json[];
  readonly tx: string;
  readonly request: string;
  readonly receipt: string | null;
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Answers and receipts as tables of the index. */
export const disclosureProjection: Projection = {
  name: 'disclosures',
  tables: ['answer', 'received', 'receipt_taken', 'receipt_given', 'incident'],
  schema: `
    create table if not exists answer (
      id text primary key, journal integer not null, at integer not null, patient text, organisation text not null,
      practitioner text not null, outcome text not null, because text not null, purpose text not null,
      basis text not null, note text, released text not null, tx text not null, block integer not null);
    create index if not exists answer_patient on answer (patient, at);
    create table if not exists received (id text primary key, at integer not null, custodian text not null, journal integer not null);
    create table if not exists receipt_taken (id text primary key, at integer not null, member text not null, outcome text not null);
    create table if not exists receipt_given (id text primary key, at integer not null, tx text not null);
    create table if not exists incident (journal integer primary key, at integer not null, facts text not null);
  `,
  apply: {
    answer(db, { index, entry }) {
      const request = isObject(entry['request']) ? entry['request'] : {};
      const decision = isObject(entry['decision']) ? entry['decision'] : {};
      const late = entry['inTime'] === false && decision['outcome'] === 'granted';
      const patient = entry['patient'];
      const note = entry['text'];
      db.prepare(
        'insert or replace into answer values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ).run(
        text(entry['id']),
        index,
        entry.at,
        typeof patient === 'string' ? patient : null,
        text(request['requester']),
        text(request['practitioner']),
        late ? 'refused' : text(decision['outcome']),
        late ? 'too-late' : text(decision['because']),
        text(request['purpose']),
        text(request['basis']),
        typeof note === 'string' ? note : null,
        JSON.stringify(entry['released'] ?? []),
        text(entry['tx']),
        Number(entry['block']),
      );
    },
    received(db, { index, entry }) {
      db.prepare('insert or replace into received values (?, ?, ?, ?)').run(
        text(entry['id']),
        entry.at,
        text(entry['custodian']),
        index,
      );
    },
    'receipt-taken'(db, { entry }) {
      db.prepare('insert or replace into receipt_taken values (?, ?, ?, ?)').run(
        text(entry['id']),
        entry.at,
        text(entry['member']),
        text(entry['outcome']),
      );
    },
    'receipt-given'(db, { entry }) {
      db.prepare('insert or replace into receipt_given values (?, ?, ?)').run(
        text(entry['id']),
        entry.at,
        text(entry['tx']),
      );
    },
    incident(db, { index, entry }) {
      db.prepare('insert or replace into incident values (?, ?, ?)').run(
        index,
        entry.at,
        JSON.stringify(entry),
      );
    },
  },
};

/** Every release and refusal about a patient, newest first; `nameOf` words the practitioner. */
export function disclosuresOf(
  hospital: Hospital,
  patient: string,
  nameOf: (member: string, practitioner: string) => string,
): Disclosure[] {
  const rows = hospital.index
    .prepare(
      'select a.*, r.outcome as receipt from answer a left join receipt_taken r on r.id = a.id where a.patient = ? order by a.journal desc',
    )
    .all(patient);
  return rows.flatMap((row) => {
    const value = jsonRow(row);
    if (value === undefined) return [];
    const released: unknown = JSON.parse(text(value['released']));
    return [
      {
        at: Number(value['at']),
        outcome: text(value['outcome']),
        because: text(value['because']),
        who: nameOf(text(value['organisation']), text(value['practitioner'])),
        practitioner: text(value['practitioner']),
        organisation: text(value['organisation']),
        purpose: text(value['purpose']),
        basis: text(value['basis']),
        text: typeof value['note'] === 'string' ? value['note'] : null,
        resources: Array.isArray(released) ? released : [],
        tx: text(value['tx']),
        request: text(value['id']),
        receipt: typeof value['receipt'] === 'string' ? value['receipt'] : null,
      },
    ];
  });
}

/** Answers without a receipt and receipts given without an answer taken, older than `graceMs` (D7). */
export function unmatchedReceipts(hospital: Hospital, now: number, graceMs = 60_000): JsonObject[] {
  const before = now - graceMs;
  const rows = (sql: string): Record<string, Json>[] =>
    hospital.index
      .prepare(sql)
      .all(before)
      .flatMap((row) => [jsonRow(row) ?? {}]);
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
      const facts = jsonRow(row)?.['facts'];
      const parsed: Json = typeof facts === 'string' ? JSON.parse(facts) : null;
      return parsed === null ? [] : [parsed];
    });
}

function jsonRow(row: unknown): { [column: string]: Json } | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  return Object.fromEntries(
    Object.entries(row).filter(
      ([key, value]) =>
        key !== '_metadata' &&
        (value === null || typeof value === 'string' || typeof value === 'number'),
    ),
  );
}
