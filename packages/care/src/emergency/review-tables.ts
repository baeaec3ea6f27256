import { isObject, type Json } from '@careledger/proof';
import type { Projection } from '../journal/projection.ts';

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const textOrNull = (value: Json | undefined) => (typeof value === 'string' ? value : null);

/** Break-glass of both sides, their reviews, who was stopped from asking, and what was seen of all that. */
export const emergencyProjection: Projection = {
  name: 'emergency',
  tables: ['break_glass', 'review', 'asking_stopped', 'asked', 'notice_seen', 'notice_asked'],
  schema: `
    create table if not exists break_glass (
      id text primary key, journal integer not null, at integer not null, side text not null, patient text,
      organisation text not null, custodian text not null, practitioner text not null, basis text not null,
      reasons text not null, note text not null, outcome text not null, due integer not null,
      delay_until integer, delay_reason text);
    create index if not exists break_glass_patient on break_glass (patient, at);
    create table if not exists review (
      id text primary key, at integer not null, by text not null, outcome text not null, note text not null);
    create table if not exists asking_stopped (
      id text primary key, at integer not null, member text not null, practitioner text not null,
      count integer not null, until integer not null);
    create table if not exists asked (
      id text primary key, at integer not null, practitioner text not null, custodian text not null,
      card text not null, eventless integer not null, patient text);
    create index if not exists asked_practitioner on asked (practitioner, at);
    create table if not exists notice_seen (who text not null, id text not null, at integer not null, primary key (who, id)) without rowid;
    create table if not exists notice_asked (id text primary key, at integer not null, words text not null) without rowid;
  `,
  apply: {
    'break-glass'(db, { index, entry }) {
      const delay = isObject(entry['delay']) ? entry['delay'] : undefined;
      db.prepare(
        'insert or replace into break_glass (id, journal, at, side, patient, organisation, custodian, practitioner, basis, ' +
          'reasons, note, outcome, due, delay_until, delay_reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ).run(
        text(entry['id']),
        index,
        entry.at,
        text(entry['side']),
        textOrNull(entry['patient']),
        text(entry['organisation']),
        text(entry['custodian']),
        text(entry['practitioner']),
        text(entry['basis']),
        JSON.stringify(entry['reasons'] ?? []),
        text(entry['text']),
        text(entry['outcome']),
        Number(entry['due']),
        delay === undefined ? null : Number(delay['until']),
        delay === undefined ? null : text(delay['reason']),
      );
    },
    review(db, { entry }) {
      db.prepare('insert or replace into review values (?, ?, ?, ?, ?)').run(
        text(entry['id']),
        entry.at,
        text(entry['by']),
        text(entry['outcome']),
        text(entry['text']),
      );
    },
    'asking-stopped'(db, { entry }) {
      db.prepare('insert or replace into asking_stopped values (?, ?, ?, ?, ?, ?)').run(
        text(entry['id']),
        entry.at,
        text(entry['member']),
        text(entry['practitioner']),
        Number(entry['count']),
        Number(entry['until']),
      );
    },
    asked(db, { entry }) {
      const request = isObject(entry['request']) ? entry['request'] : {};
      db.prepare('insert or replace into asked values (?, ?, ?, ?, ?, ?, ?)').run(
        text(entry['id']),
        entry.at,
        text(request['practitioner']),
        text(request['custodian']),
        text(request['card']),
        entry['eventless'] === true ? 1 : 0,
        textOrNull(entry['for']),
      );
    },
    'notice-seen'(db, { entry }) {
      db.prepare('insert or ignore into notice_seen values (?, ?, ?)').run(
        text(entry['who']),
        text(entry['id']),
        entry.at,
      );
      const question = text(entry['question']);
      if (question !== '')
        db.prepare('insert or ignore into notice_asked values (?, ?, ?)').run(
          text(entry['id']),
          entry.at,
          question,
        );
    },
  },
};
