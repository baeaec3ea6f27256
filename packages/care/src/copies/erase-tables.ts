import { isObject, type Json } from '@careledger/proof';
import type { Projection } from '../journal/projection.ts';

const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const listIn = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

/** What was taken back and confirmed at the custodian; what was filed of others and the newest version seen, at the requester. */
export const copyProjection: Projection = {
  name: 'copies',
  tables: ['taken_back', 'filed', 'foreign_newest'],
  schema: `
    create table if not exists taken_back (
      request text primary key, patient text not null, member text not null, because text not null, at integer not null,
      grant_id text not null, confirmed integer, copies integer);
    create index if not exists taken_back_patient on taken_back (patient, at);
    create table if not exists filed (
      journal integer primary key, at integer not null, by text not null, patient text not null, type text not null, id text not null,
      custodian text not null, foreign_type text not null, foreign_id text not null, version integer not null, request text not null);
    create table if not exists foreign_newest (
      custodian text not null, type text not null, id text not null, version integer not null, at integer not null,
      primary key (custodian, type, id)) without rowid;
  `,
  apply: {
    'take-back'(db, { entry }) {
      const add = db.prepare(
        'insert or ignore into taken_back values (?, ?, ?, ?, ?, ?, null, null)',
      );
      const { patient, member, because } = entry;
      for (const request of listIn(entry['requests']))
        add.run(
          textIn(request),
          textIn(patient),
          textIn(member),
          textIn(because),
          entry.at,
          textIn(entry['grant']),
        );
    },
    erased(db, { entry }) {
      const own = db.prepare(
        'insert or ignore into taken_back values (?, ?, ?, ?, ?, ?, null, null)',
      );
      const [patient] = listIn(entry['patients']);
      // What the receiver dropped by itself, at the erase date or by closing it, was told by nobody before.
      for (const request of listIn(entry['requests']))
        own.run(
          textIn(request),
          textIn(patient),
          textIn(entry['member']),
          textIn(entry['because']),
          entry.at,
          '',
        );
      const mark = db.prepare(
        'update taken_back set confirmed = ?, copies = ? where request = ? and confirmed is null',
      );
      for (const request of listIn(entry['requests']))
        mark.run(entry.at, Number(entry['copies']), textIn(request));
    },
    filed(db, { index, entry }) {
      db.prepare('insert or replace into filed values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
        index,
        entry.at,
        textIn(entry['by']),
        textIn(entry['patient']),
        textIn(entry['type']),
        textIn(entry['resource']),
        textIn(entry['custodian']),
        textIn(entry['foreignType']),
        textIn(entry['foreignId']),
        Number(entry['version']),
        textIn(entry['id']),
      );
    },
    received(db, { entry }) {
      const note = db.prepare(
        'insert into foreign_newest values (?, ?, ?, ?, ?) on conflict (custodian, type, id) do update set ' +
          'version = max(version, excluded.version), at = excluded.at',
      );
      for (const item of listIn(entry['items'])) {
        const { type, id, version } = isObject(item) ? item : {};
        note.run(textIn(entry['custodian']), textIn(type), textIn(id), Number(version), entry.at);
      }
    },
  },
};
