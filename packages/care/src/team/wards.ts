import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import { accessEntry } from '../journal/access.ts';
import type { StaffActor } from '../people/actor.ts';
import { integer, list, nullable, record, text } from '../shape.ts';
import { createCareRows } from './care-rows.ts';
import { createFace, type Face } from './face.ts';
import { demandTreats } from './team.ts';
import { bedEntry, shiftEntry } from './team-projection.ts';

/** A ward of this hospital: a FHIR Location. */
export interface Ward {
  readonly ward: string;
  readonly name: string;
  readonly patients: number;
  readonly mine: boolean;
}

/** A patient on a ward. */
export interface Bed extends Face {
  readonly patient: string;
  readonly bed: string | null;
  readonly since: number;
}

/** Wards, who lies there and who works there: whoever works on a ward treats its patients (C1.2). */
export interface Wards {
  all(actor: StaffActor): Promise<Ward[]>;
  one(
    actor: StaffActor,
    ward: string,
  ): Promise<{
    ward: string;
    name: string;
    staff: { user: string; name: string; role: string }[];
    rows: Bed[];
  }>;
  add(actor: StaffActor, name: string): Promise<{ ward: string }>;
  /**
   * Puts a patient on a ward, moves him, or with `ward` null discharges him from it; the patient sees it. Throws `not-in-care` for
   * whoever does not treat him.
   */
  put(
    actor: StaffActor,
    options: { patient: string; ward: string | null; bed?: string },
  ): Promise<void>;
  /** Begins to work on a ward, or with null ends it. */
  join(actor: StaffActor, ward: string | null): Promise<void>;
}

const notYours =
  'This patient is not in your care. Ask whoever treats this patient to do it, or take the patient over first. Your attempt was recorded.';
const idsShape = list(record({ id: text }));
const bedsShape = list(record({ patient: text, bed: nullable(text), since: integer }));
const staffShape = list(record({ who: text }));
const countShape = record({ n: integer });

/** Opens the wards of a hospital. */
export function openWards(hospital: Hospital): Wards {
  const { index, journal, chart, people, clock } = hospital;
  const face = createFace(hospital);
  const rows = createCareRows(index);

  const nameOf = async (ward: string): Promise<string> => {
    const found = chart.opening({ type: 'Location', id: ward });
    if (!found) throw new CareError('not-found', 'There is no such ward.');
    const resource: unknown = await found.resource();
    return record({ name: text })(resource, 'Location').name;
  };
  const bedsOf = (ward: string) =>
    bedsShape(
      index
        .prepare('select patient, bed, since from ward_patient where ward = ? order by bed, since')
        .all(ward),
      'beds',
    );
  const isMine = (actor: StaffActor, ward: string) =>
    index
      .prepare('select 1 from ward_staff where who = ? and ward = ? and ended is null')
      .get(actor.handle, ward) !== undefined;

  return {
    all: async (actor) => {
      const ids = idsShape(
        index
          .prepare(
            `select c.id from chart_current c join chart_term t on t.n = c.n and t.param = 'type'
             where c.type = 'Location' and c.in_error = 0 and t.text = 'HOSPWARD' order by c.n`,
          )
          .all(),
        'wards',
      );
      const rows: Ward[] = [];
      for (const { id } of ids) {
        const count = index
          .prepare('select count(*) as n from ward_patient where ward = ?')
          .get(id);
        rows.push({
          ward: id,
          name: await nameOf(id),
          patients: countShape(count, 'count').n,
          mine: isMine(actor, id),
        });
      }
      return rows;
    },
    one: async (actor, ward) => {
      demandTreats(actor);
      const name = await nameOf(ward);
      const beds = bedsOf(ward);
      await journal.append(
        accessEntry({
          at: clock(),
          actor,
          interaction: 'ward',
          outcome: 'permitted',
          because: null,
          basis: isMine(actor, ward) ? 'treatment' : 'directory',
          patients: beds.map(({ patient }) => patient),
          items: [],
        }),
      );
      const rows: Bed[] = [];
      for (const bed of beds) rows.push({ ...bed, ...(await face(bed.patient)) });
      const staff = staffShape(
        index.prepare('select who from ward_staff where ward = ? and ended is null').all(ward),
        'staff',
      ).flatMap(({ who }) => {
        const person = people.byHandle(who);
        return person ? [{ user: person.user, name: person.name, role: person.role }] : [];
      });
      return { ward, name, staff, rows };
    },
    add: async (actor, name) => {
      demandTreats(actor);
      const coding = {
        system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
        code: 'HOSPWARD',
      };
      const physical = {
        system: 'http://terminology.hl7.org/CodeSystem/location-physical-type',
        code: 'wa',
      };
      const resource = {
        resourceType: 'Location',
        status: 'active',
        mode: 'instance',
        name,
        type: [{ coding: [coding] }],
        physicalType: { coding: [physical] },
      };
      const { id } = await chart.create(actor, { type: 'Location', resource });
      return { ward: id };
    },
    put: async (actor, { patient, ward, bed }) => {
      demandTreats(actor);
      if (ward !== null) await nameOf(ward);
      const at = clock();
      const isInCare = rows.basis(patient, actor.handle) !== undefined;
      // The patient sees who moved her, and who tried, among what was done with her record (D3).
      const access = accessEntry({
        at,
        actor,
        interaction: 'put-on-ward',
        outcome: isInCare ? 'permitted' : 'refused',
        because: isInCare ? null : 'not-in-care',
        basis: isInCare ? 'treatment' : null,
        patients: [patient],
        items: [],
      });
      const moved = bedEntry({ at, patient, ward, bed: bed ?? null, by: actor.handle });
      await journal.appendAll(isInCare ? [moved, access] : [access]);
      if (!isInCare) throw new CareError('not-in-care', notYours);
    },
    join: async (actor, ward) => {
      demandTreats(actor);
      if (ward !== null) await nameOf(ward);
      await journal.append(shiftEntry({ at: clock(), who: actor.handle, ward }));
    },
  };
}
