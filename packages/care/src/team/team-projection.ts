import type { Hex } from '@careledger/proof';
import { actOf } from '../chart/act-entry.ts';
import type { Entry } from '../journal/entry.ts';
import type { IndexDb, Projection } from '../journal/projection.ts';
import { list, nullable, oneOf, record, text } from '../shape.ts';

/** Why somebody treats a patient here. */
export type CareReason = 'author' | 'enrolled' | 'referral' | 'take-over' | 'ward';

const reason = oneOf('author', 'enrolled', 'referral', 'take-over', 'ward');

/** Reads the reason of a row. */
export const careReason = reason;

const teamShape = record({
  patient: text,
  who: list(text),
  because: nullable(reason),
});
const bedShape = record({ patient: text, ward: nullable(text), bed: nullable(text) });
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

/** Who treats whom: whoever wrote, enrolled, took over or was referred to, and the staff of the patient's ward. */
export const teamProjection: Projection = {
  name: 'team',
  tables: ['care_team', 'ward_patient', 'ward_staff'],
  schema: `
    create table if not exists care_team (
      patient text not null, who text not null, because text not null, since integer not null,
      ended integer, primary key (who, patient)) without rowid;
    create index if not exists care_team_patient on care_team (patient);
    create table if not exists ward_patient (
      patient text primary key, ward text not null, bed text, since integer not null) without rowid;
    create table if not exists ward_staff (
      who text primary key, ward text not null, since integer not null) without rowid;
  `,
  apply: {
    act(db, { entry }) {
      const { author, at, versions } = actOf(entry);
      for (const patient of new Set(versions.flatMap((version) => version.patient ?? [])))
        db.prepare(
          `insert into care_team values (?, ?, 'author', ?, null) on conflict (who, patient) do update
           set because = 'author', since = excluded.since, ended = null where ended is not null`,
        ).run(patient, author, at);
    },
    team(db, { entry }) {
      const { patient, who, because } = teamShape(entry, 'team');
      for (const each of who) {
        if (because === null) end(db, patient, each, entry.at);
        else begin(db, { patient, who: each, because, at: entry.at });
      }
    },
    'ward-patient'(db, { entry }) {
      const { patient, ward, bed } = bedShape(entry, 'ward-patient');
      if (ward === null) db.prepare('delete from ward_patient where patient = ?').run(patient);
      else
        db.prepare('insert or replace into ward_patient values (?, ?, ?, ?)').run(
          patient,
          ward,
          bed,
          entry.at,
        );
    },
    'ward-staff'(db, { entry }) {
      const { who, ward } = shiftShape(entry, 'ward-staff');
      if (ward === null) db.prepare('delete from ward_staff where who = ?').run(who);
      else
        db.prepare('insert or replace into ward_staff values (?, ?, ?)').run(who, ward, entry.at);
    },
  },
};

/** Taking over what is in one's care already changes nothing, so that its beginning stays. */
function begin(
  db: IndexDb,
  { patient, who, because, at }: { patient: string; who: Hex; because: CareReason; at: number },
): void {
  db.prepare(
    `insert into care_team values (?, ?, ?, ?, null) on conflict (who, patient) do update
     set because = excluded.because, since = excluded.since, ended = null
     where ended is not null or excluded.because <> 'take-over'`,
  ).run(patient, who, because, at);
}

/** Ends also what rested on nothing but the ward's list: the row says that he is out. */
function end(db: IndexDb, patient: string, who: Hex, at: number): void {
  db.prepare('insert or replace into care_team values (?, ?, ?, ?, ?)').run(
    patient,
    who,
    'author',
    at,
    at,
  );
}
