import { isObject, type JsonObject } from '@careledger/proof';
import type { JournaledEntry } from '../journal/entry.ts';
import type { IndexDb, Projection } from '../journal/projection.ts';
import { textOf, textOrNull } from './rows.ts';

/** Answers, floods of refusals and receipts as tables of the index. */
export const disclosureProjection: Projection = {
  name: 'disclosures',
  tables: [
    'answer',
    'flood',
    'flood_patient',
    'received',
    'receipt_taken',
    'receipt_given',
    'incident',
  ],
  schema: `
    create table if not exists answer (
      id text primary key, journal integer not null, at integer not null, patient text, organisation text not null,
      practitioner text not null, outcome text not null, because text not null, purpose text not null,
      basis text not null, note text, delay_until integer, delay_reason text, released text not null,
      flood integer, tx text, block integer);
    create index if not exists answer_patient on answer (patient, at);
    create index if not exists answer_at on answer (at);
    create table if not exists flood (
      journal integer primary key, at integer not null, since integer not null, count integer not null,
      organisation text not null, practitioner text not null);
    create table if not exists flood_patient (patient text not null, journal integer not null, primary key (patient, journal)) without rowid;
    create table if not exists received (id text primary key, at integer not null, custodian text not null, journal integer not null);
    create table if not exists receipt_taken (id text primary key, at integer not null, member text not null, outcome text not null);
    create table if not exists receipt_given (id text primary key, at integer not null, tx text not null);
    create table if not exists incident (journal integer primary key, at integer not null, facts text not null);
  `,
  apply: {
    answer: (db, { index, entry }) => addAnswer(db, { journal: index, entry, flood: null }),
    'answer-anchored'(db, { entry }) {
      db.prepare('update answer set tx = ?, block = ? where id = ?').run(
        textOf(entry['tx']),
        Number(entry['block']),
        textOf(entry['id']),
      );
    },
    flood: addFlood,
    received(db, { index, entry }) {
      db.prepare('insert or replace into received values (?, ?, ?, ?)').run(
        textOf(entry['id']),
        entry.at,
        textOf(entry['custodian']),
        index,
      );
    },
    'receipt-taken'(db, { entry }) {
      db.prepare('insert or replace into receipt_taken values (?, ?, ?, ?)').run(
        textOf(entry['id']),
        entry.at,
        textOf(entry['member']),
        textOf(entry['outcome']),
      );
    },
    'receipt-given'(db, { entry }) {
      db.prepare('insert or replace into receipt_given values (?, ?, ?)').run(
        textOf(entry['id']),
        entry.at,
        textOf(entry['tx']),
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

/** One answer; in a flood the row says in which, and is shown as part of it. */
function addAnswer(
  db: IndexDb,
  { journal, entry, flood }: { journal: number; entry: JsonObject; flood: number | null },
): void {
  const request = isObject(entry['request']) ? entry['request'] : {};
  const decision = isObject(entry['decision']) ? entry['decision'] : {};
  const delay = isObject(entry['delay']) ? entry['delay'] : undefined;
  const isLate = entry['inTime'] === false && decision['outcome'] === 'granted';
  const { block } = entry;
  db.prepare(
    'insert or replace into answer (id, journal, at, patient, organisation, practitioner, outcome, because, purpose, ' +
      'basis, note, delay_until, delay_reason, released, flood, tx, block) ' +
      'values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(
    textOf(entry['id']),
    journal,
    Number(entry['at']),
    textOrNull(entry['patient']),
    textOf(request['requester'] ?? decision['requester']),
    textOf(request['practitioner'] ?? decision['practitioner']),
    isLate ? 'refused' : textOf(decision['outcome']),
    isLate ? 'too-late' : textOf(decision['because']),
    textOf(request['purpose'] ?? decision['purpose']),
    textOf(request['basis'] ?? decision['basis']),
    textOrNull(entry['text']),
    delay === undefined ? null : Number(delay['until']),
    delay === undefined ? null : textOf(delay['reason']),
    JSON.stringify(entry['released'] ?? []),
    flood,
    textOrNull(entry['tx']),
    typeof block === 'number' ? block : null,
  );
}

function addFlood(db: IndexDb, { index, entry }: JournaledEntry): void {
  db.prepare('insert or replace into flood values (?, ?, ?, ?, ?, ?)').run(
    index,
    entry.at,
    Number(entry['since']),
    Number(entry['count']),
    textOf(entry['organisation']),
    textOf(entry['practitioner']),
  );
  const { patients, refusals } = entry;
  const addPatient = db.prepare('insert or ignore into flood_patient values (?, ?)');
  for (const patient of Array.isArray(patients) ? patients : [])
    addPatient.run(textOf(patient), index);
  for (const refusal of Array.isArray(refusals) ? refusals : [])
    if (isObject(refusal)) addAnswer(db, { journal: index, entry: refusal, flood: index });
}
