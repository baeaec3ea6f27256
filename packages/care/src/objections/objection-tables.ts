import type { Json } from '@careledger/proof';
import type { Projection } from '../journal/projection.ts';
import { integer, list, nullable, record, text } from '../shape.ts';

const objectionShape = record({
  id: text,
  patient: text,
  who: nullable(text),
  categories: list(text),
  until: nullable(integer),
  guardian: nullable(text),
});
const liftedShape = record({ id: text });
const brokenShape = record({
  patient: nullable(text),
  custodian: text,
  organisation: text,
  practitioner: text,
});

/** How long emergency access holds a chart of the own hospital open. */
export const openForMs = 4 * 3_600_000;

/** Reads the categories of a row as a list. */
export function categoriesIn(value: string): string[] {
  const parsed: Json = JSON.parse(value);
  return list(text)(parsed, 'categories');
}

/** What patients hide from staff of their own hospital, and for whom emergency access opened it (C1.2). */
export const objectionProjection: Projection = {
  name: 'objection',
  tables: ['objection', 'opened_here'],
  schema: `
    create table if not exists objection (
      id text primary key, patient text not null, who text, categories text not null,
      since integer not null, until integer, guardian text, lifted integer) without rowid;
    create index if not exists objection_patient on objection (patient);
    create table if not exists opened_here (
      patient text not null, who text not null, until integer not null,
      primary key (patient, who)) without rowid;
  `,
  apply: {
    objection(db, { entry }) {
      const { id, patient, who, categories, until, guardian } = objectionShape(entry, 'objection');
      db.prepare('insert or replace into objection values (?, ?, ?, ?, ?, ?, ?, null)').run(
        id,
        patient,
        who,
        JSON.stringify(categories),
        entry.at,
        until,
        guardian,
      );
    },
    'objection-lifted'(db, { entry }) {
      const { id } = liftedShape(entry, 'objection-lifted');
      db.prepare('update objection set lifted = ? where id = ?').run(entry.at, id);
    },
    'break-glass'(db, { entry }) {
      const { patient, custodian, organisation, practitioner } = brokenShape(entry, 'break-glass');
      if (patient === null || custodian !== organisation) return;
      db.prepare('insert or replace into opened_here values (?, ?, ?)').run(
        patient,
        practitioner,
        entry.at + openForMs,
      );
    },
  },
};
