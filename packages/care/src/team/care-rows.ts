import type { Hex } from '@careledger/proof';
import type { IndexDb } from '../journal/projection.ts';
import { integer, list, nullable, record, text } from '../shape.ts';
import { inCareSql } from './in-care-sql.ts';
import { careReason, type CareReason } from './team-projection.ts';

/** Why and since when somebody treats a patient. */
export interface CareBasis {
  readonly because: CareReason;
  readonly since: number;
}

/** A patient in somebody's care. */
export interface InCare extends CareBasis {
  readonly patient: string;
  readonly ward: string | null;
}

/** Who treats whom, as the index has it. */
export interface CareRows {
  /** Why this member of staff treats this patient; undefined where he does not. */
  basis(patient: string, who: Hex): CareBasis | undefined;
  /** Everybody whom this member of staff treats, the latest first. */
  inCareOf(who: Hex): InCare[];
  /** Everybody who treats this patient. */
  teamOf(patient: string): (CareBasis & { readonly who: Hex })[];
  /** Whether the patient is known here at all. */
  isKnown(patient: string): boolean;
}

const basisShape = record({ because: careReason, since: integer });
const inCareShape = list(
  record({ patient: text, because: careReason, since: integer, ward: nullable(text) }),
);
const teamShape = list(record({ who: text, because: careReason, since: integer }));

/** Prepares the questions over the tables of `teamProjection`. */
export function createCareRows(db: IndexDb): CareRows {
  const basis = db.prepare(
    `select because, since from (${inCareSql}) where patient = ? order by because = 'ward' limit 1`,
  );
  const mine = db.prepare(
    `select m.patient, m.because, m.since, b.ward from (${inCareSql}) m
     left join ward_patient b on b.patient = m.patient
     where m.because <> 'ward' or m.patient not in (select patient from care_team where who = ? and ended is null)
     order by m.since desc limit 2000`,
  );
  const team = db.prepare(
    `select who, because, since from care_team where patient = ? and ended is null
     union all select s.who, 'ward', b.since from ward_patient b join ward_staff s on s.ward = b.ward and s.ended is null
       where b.patient = ? and s.who not in (select t.who from care_team t where t.patient = b.patient
         and (t.ended is null or t.ended >= b.since))`,
  );
  const known = db.prepare('select 1 from chart_patient where id = ?');
  return {
    basis: (patient, who) => {
      const row = basis.get(who, who, patient);
      return row === undefined ? undefined : basisShape(row, 'care');
    },
    inCareOf: (who) => inCareShape(mine.all(who, who, who), 'care'),
    teamOf: (patient) => teamShape(team.all(patient, patient), 'team'),
    isKnown: (patient) => known.get(patient) !== undefined,
  };
}
