import { isObject, type Json } from '@careledger/proof';
import {
  defaultAlertPolicy,
  nextAlert,
  pointsOf,
  readingOf,
  scoreAt,
  withLatest,
  type Alert,
  type DeviceMessage,
  type Latest,
  type Point,
  type Reading,
  type Score,
} from '@careledger/telemetry';
import type { IndexDb, Projection } from '../journal/projection.ts';

const schema = `
  create table if not exists reading_point (
    patient text not null, code text not null, at integer not null, ord text not null, value text, quality text,
    device text not null, received integer not null, journal integer not null,
    primary key (patient, code, at, ord)) without rowid;
  create table if not exists reading_latest (patient text not null, code text not null, point text not null, primary key (patient, code)) without rowid;
  create table if not exists score (patient text not null, at integer not null, journal integer not null, score text not null, primary key (patient, at, journal)) without rowid;
  create table if not exists alert (patient text primary key, alert text not null);
  create table if not exists alert_line (journal integer not null, patient text not null, at integer not null, signal text not null, level text not null, score integer, primary key (journal, signal)) without rowid;
  create table if not exists reading_counted (device text not null, boot integer not null, counter integer not null, primary key (device, boot, counter)) without rowid;
  create table if not exists quarantine (journal integer primary key, at integer not null, device text not null, reason text not null, detail text, alarm integer not null);
`;

/** Readings, scores and alerts as tables of the index: the same rows however often they are made again. */
export const monitorProjection: Projection = {
  name: 'monitor',
  tables: [
    'reading_point',
    'reading_latest',
    'score',
    'alert',
    'alert_line',
    'reading_counted',
    'quarantine',
  ],
  schema,
  apply: {
    reading(db, { index, entry }) {
      const reading = readingIn(entry['message'], entry.at);
      const patient = entry['patient'];
      if (!reading || typeof patient !== 'string') return;
      db.prepare('insert or ignore into reading_counted values (?, ?, ?)').run(
        reading.device,
        reading.boot,
        reading.counter,
      );
      const points = pointsOf(reading);
      const insert = db.prepare(
        'insert or ignore into reading_point values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      );
      for (const { code, at, order, value, quality } of points)
        insert.run(
          patient,
          code,
          at,
          order,
          value,
          quality,
          reading.device,
          reading.receivedAt,
          index,
        );
      takeIn(db, { patient, points, reading, index, birthDate: textOr(entry['born']) });
    },
    quarantine(db, { index, entry }) {
      const { at } = entry;
      const boot = entry['boot'];
      const counter = entry['counter'];
      if (typeof boot === 'number' && typeof counter === 'number' && entry['counted'] === true)
        db.prepare('insert or ignore into reading_counted values (?, ?, ?)').run(
          textOr(entry['device']) ?? '',
          boot,
          counter,
        );
      db.prepare('insert or replace into quarantine values (?, ?, ?, ?, ?, ?)').run(
        index,
        at,
        textOr(entry['device']) ?? '',
        textOr(entry['reason']) ?? '',
        textOr(entry['detail']),
        entry['alarm'] === true ? 1 : 0,
      );
    },
  },
};

function takeIn(
  db: IndexDb,
  taken: {
    patient: string;
    points: readonly Point[];
    reading: Reading;
    index: number;
    birthDate: string | null;
  },
): void {
  const { patient, points, reading, index } = taken;
  const before = latestOf(db, patient);
  const latest = points.reduce((all, point) => withLatest(all, point), before);
  if (latest === before) return;
  const put = db.prepare('insert or replace into reading_latest values (?, ?, ?)');
  for (const [code, point] of latest)
    if (before.get(code) !== point) put.run(patient, code, JSON.stringify(point));
  const score = scoreAt({
    at: reading.shownAt,
    latest,
    settings: {
      ageYears: ageAt(taken.birthDate, reading.shownAt),
      pregnant: false,
      unsuitable: null,
      scale2: null,
    },
  });
  db.prepare('insert or replace into score values (?, ?, ?, ?)').run(
    patient,
    score.at,
    index,
    JSON.stringify(score),
  );
  moveAlert(db, { patient, score, index, now: reading.receivedAt });
}

function moveAlert(
  db: IndexDb,
  { patient, score, index, now }: { patient: string; score: Score; index: number; now: number },
): void {
  const { alert, signals } = nextAlert(
    alertOf(db, patient),
    { kind: 'score', score, now },
    defaultAlertPolicy(),
  );
  if (alert === null) return;
  db.prepare('insert or replace into alert values (?, ?)').run(patient, JSON.stringify(alert));
  for (const signal of signals)
    db.prepare('insert or replace into alert_line values (?, ?, ?, ?, ?, ?)').run(
      index,
      patient,
      score.at,
      signal,
      alert.level,
      score.score,
    );
}

/** The latest value of each code of a patient. */
function latestOf(db: IndexDb, patient: string): Latest {
  const rows = db.prepare('select code, point from reading_latest where patient = ?').all(patient);
  return new Map(
    rows.flatMap((row): [string, Point][] => {
      if (typeof row !== 'object' || row === null || !('code' in row) || !('point' in row))
        return [];
      const point: Point = JSON.parse(String(row.point));
      return [[String(row.code), point]];
    }),
  );
}

function alertOf(db: IndexDb, patient: string): Alert | null {
  const row = db.prepare('select alert from alert where patient = ?').get(patient);
  if (typeof row !== 'object' || row === null || !('alert' in row)) return null;
  const alert: Alert = JSON.parse(String(row.alert));
  return alert;
}

/** The reading that a journaled message gives; the intake has checked it before. */
function readingIn(value: Json | undefined, receivedAt: number): Reading | undefined {
  if (!isObject(value)) return undefined;
  const message: DeviceMessage = JSON.parse(JSON.stringify(value));
  const found = readingOf(message, receivedAt);
  return 'reading' in found ? found.reading : undefined;
}

function textOr(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Whole years from a FHIR birth date to a time; null where it is unknown. */
function ageAt(birthDate: string | null, at: number): number | null {
  const [, year, month = '01', day = '01'] =
    /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(birthDate ?? '') ?? [];
  if (year === undefined) return null;
  const now = new Date(at);
  const hadBirthday =
    now.getUTCMonth() + 1 > Number(month) ||
    (now.getUTCMonth() + 1 === Number(month) && now.getUTCDate() >= Number(day));
  return now.getUTCFullYear() - Number(year) - (hadBirthday ? 0 : 1);
}
