import type { Hex } from '@careledger/proof';
import { actOf } from '../chart/act-entry.ts';
import type { Entry } from '../journal/entry.ts';
import type { IndexDb, Projection } from '../journal/projection.ts';
import { integer, list, nullable, oneOf, record, text } from '../shape.ts';
import { inCareSql } from './in-care-sql.ts';

/** Why somebody treats a patient here. */
export type CareReason = 'author' | 'enrolled' | 'referral' | 'take-over' | 'ward';

const reason = oneOf('author', 'enrolled', 'referral', 'take-over', 'ward');

/** Reads the reason of a row. */
export const careReason = reason;

const teamShape = record({
  patient: text,
  who: list(text),
  because: nullable(reason),
  by: text,
});
const wordShape = record({ own: nullable(integer) });
const bedShape = record({ patient: text, ward: nullable(text), bed: nullable(text), by: text });
const shiftShape = record({ who: text, ward: nullable(text) });

/** The journal's entry that somebody began to treat a patient, or with `because` null has ended it. */
export function teamEntry(options: {
  at: number;
  patient: string;
  who: readonly Hex[];
  because: CareReason | null;
  by: Hex;
  text?: string;
}): Entry {
  const { at, patient, who, because, by, text: words } = options;
  return { t: 'team', v: 1, at, patient, who, because, by, text: words ?? null };
}

/** The journal's entry that a patient lies on a ward, or with `ward` null on none. */
export function bedEntry(options: {
  at: number;
  patient: string;
  ward: string | null;
  bed: string | null;
  by: Hex;
}): Entry {
  return { t: 'ward-patient', v: 1, ...options };
}

/** The journal's entry that somebody works on a ward, or with `ward` null on none. */
export function shiftEntry(options: { at: number; who: Hex; ward: string | null }): Entry {
  return { t: 'ward-staff', v: 1, ...options };
}

/** How long somebody may be away from a ward, in ms, and still come back to it as one who works there: a rota, a holiday. */
const awayMs = 28 * 86_400_000;

/**
 * Who treats whom: whoever wrote, enrolled, took over or was referred to, and the staff of the patient's ward. `own` is since when it
 * rests on nothing but the word of whoever began it: null where somebody else who treats stands behind it.
 */
export const teamProjection: Projection = {
  name: 'team',
  tables: ['care_team', 'ward_patient', 'ward_staff'],
  schema: `
    create table if not exists care_team (
      patient text not null, who text not null, because text not null, since integer not null,
      ended integer, own integer, primary key (who, patient)) without rowid;
    create index if not exists care_team_patient on care_team (patient);
    create table if not exists ward_patient (
      patient text primary key, ward text not null, bed text, since integer not null,
      who text not null, own integer) without rowid;
    create table if not exists ward_staff (
      who text not null, ward text not null, since integer not null, ended integer,
      primary key (who, ward)) without rowid;
    create index if not exists ward_staff_ward on ward_staff (ward);
  `,
  apply: {
    act(db, { entry }) {
      const { author, at, versions } = actOf(entry);
      for (const patient of new Set(versions.flatMap((version) => version.patient ?? [])))
        db.prepare(
          `insert into care_team values (?, ?, 'author', ?, null, ?) on conflict (who, patient) do update
           set because = 'author', since = excluded.since, ended = null, own = excluded.own where ended is not null`,
        ).run(patient, author, at, at);
    },
    team(db, { entry }) {
      const { at } = entry;
      const { patient, who, because, by } = teamShape(entry, 'team');
      for (const each of who) {
        if (because === null) end(db, patient, each, at);
        else
          begin(db, {
            patient,
            who: each,
            because,
            at,
            own: ownWord(db, { patient, because, by, at }),
          });
      }
    },
    'ward-patient'(db, { entry }) {
      const { patient, ward, bed, by } = bedShape(entry, 'ward-patient');
      if (ward === null) db.prepare('delete from ward_patient where patient = ?').run(patient);
      // Another bed of the same ward is the same stay.
      else
        db.prepare(
          `insert into ward_patient values (?, ?, ?, ?, ?, ?) on conflict (patient) do update set bed = excluded.bed,
             since = case when ward = excluded.ward then since else excluded.since end,
             who = case when ward = excluded.ward then who else excluded.who end,
             own = case when ward = excluded.ward then own else excluded.own end, ward = excluded.ward`,
        ).run(patient, ward, bed, entry.at, by, wordOf(db, { patient, who: by, at: entry.at }));
    },
    'ward-staff'(db, { entry }) {
      const { who, ward } = shiftShape(entry, 'ward-staff');
      db.prepare(
        'update ward_staff set ended = ? where who = ? and ended is null and ward is not ?',
      ).run(entry.at, who, ward);
      if (ward !== null)
        db.prepare(
          `insert into ward_staff values (?, ?, ?, null) on conflict (who, ward) do update set ended = null,
             since = case when excluded.since - ended > ${awayMs} then excluded.since else since end`,
        ).run(who, ward, entry.at);
    },
  },
};

/** Taking over what is in one's care already changes nothing, so that its beginning stays. */
function begin(
  db: IndexDb,
  begun: { patient: string; who: Hex; because: CareReason; at: number; own: number | null },
): void {
  const { patient, who, because, at, own } = begun;
  db.prepare(
    `insert into care_team values (?, ?, ?, ?, null, ?) on conflict (who, patient) do update
     set because = excluded.because, since = excluded.since, ended = null,
       own = case when care_team.ended is null then min(care_team.own, excluded.own) else excluded.own end
     where ended is not null or excluded.because <> 'take-over'`,
  ).run(patient, who, because, at, own);
}

/** Whoever takes over says so himself; a referral is worth what the one who refers stands on. */
function ownWord(
  db: IndexDb,
  { patient, because, by, at }: { patient: string; because: CareReason; by: Hex; at: number },
): number | null {
  if (because === 'take-over') return at;
  return because === 'referral' ? wordOf(db, { patient, who: by, at }) : null;
}

/** What somebody's word about a patient is worth: as much as the best of what he stands on; by itself where he does not treat her. */
function wordOf(
  db: IndexDb,
  { patient, who, at }: { patient: string; who: Hex; at: number },
): number | null {
  const best = db
    .prepare(`select own from (${inCareSql}) where patient = ? order by own limit 1`)
    .get(who, who, patient);
  return best === undefined ? at : wordShape(best, 'care').own;
}

/** Ends also what rested on nothing but the ward's list: the row says that he is out. */
function end(db: IndexDb, patient: string, who: Hex, at: number): void {
  db.prepare("insert or replace into care_team values (?, ?, 'author', ?, ?, ?)").run(
    patient,
    who,
    at,
    at,
    at,
  );
}
