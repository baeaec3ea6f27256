import type { Condition } from '../chart/criteria.ts';
import type { Concerned } from '../chart/right.ts';
import type { IndexDb } from '../journal/projection.ts';
import type { Actor, StaffActor } from '../people/actor.ts';
import { integer, list, record, text } from '../shape.ts';
import { inCareSql } from '../team/in-care-sql.ts';

/** What a patient's objections hide from somebody of her own hospital, now: one decision for every path (C1.2). */
export interface Masking {
  /** The time by which it decides, in ms. */
  now(): number;
  /** Whether this is hidden from him: its kind or one of its labels. */
  isHidden(actor: Actor, concerned: Concerned): boolean;
  /** Whether anything of this patient is hidden from him. */
  isPartial(actor: Actor, patient: string): boolean;
  /** The same as a condition on `chart_current c`. */
  condition(actor: Actor): Condition;
  /** Until when emergency access holds this patient's chart open to him, in ms; null where it does not. */
  openUntil(actor: Actor, patient: string): number | null;
}

/**
 * Patients and categories that are hidden from somebody. Whoever began to treat her by his own word alone after she objected (took
 * her over, wrote, put her on his ward, began to work on hers), or was referred to by such a one, does not stand behind the objection.
 */
const hiddenSql = `select o.patient, k.value as category from objection o, json_each(o.categories) k
  where o.lifted is null and (o.until is null or o.until > ?)
    and (o.who = ? or (o.who is null and not exists (
      select 1 from (${inCareSql}) t where t.patient = o.patient
        and (t.own is null or t.own <= o.since))))
    and not exists (select 1 from opened_here e where e.patient = o.patient and e.who = ? and e.until > ?)`;

const nothing: Condition = { sql: '1', values: [] };
const categoryShape = list(record({ category: text }));
const untilShape = record({ until: integer });

/** Prepares the decision over the tables of `objectionProjection` and `teamProjection`. */
export function createMasking(db: IndexDb, clock: () => number): Masking {
  const hidden = db.prepare(`select category from (${hiddenSql}) where patient = ?`);
  const any = db.prepare('select 1 from objection where patient = ? and lifted is null');
  const opened = db.prepare(
    'select until from opened_here where patient = ? and who = ? and until > ?',
  );
  const boundTo = ({ handle }: StaffActor) => [clock(), ...Array(4).fill(handle), clock()];
  /** Those who treat read the chart; whoever watches over it, or admits, is shown no entry. */
  const treating = (actor: Actor): StaffActor | undefined =>
    actor.kind === 'staff' && (actor.role === 'doctor' || actor.role === 'nurse')
      ? actor
      : undefined;
  const hiddenFrom = (actor: Actor, patient: string | null): string[] => {
    const reader = treating(actor);
    if (reader === undefined || !patient || any.get(patient) === undefined) return [];
    const rows = hidden.all(...boundTo(reader), patient);
    return categoryShape(rows, 'hidden').map(({ category }) => category);
  };
  return {
    now: clock,
    isHidden: (actor, { patient, kind, labels = [] }) => {
      const categories = hiddenFrom(actor, patient);
      return [kind, ...labels].some((each) => categories.includes(each));
    },
    isPartial: (actor, patient) => hiddenFrom(actor, patient).length > 0,
    condition: (actor) => {
      const reader = treating(actor);
      if (reader === undefined) return nothing;
      return {
        sql: `not exists (select 1 from (${hiddenSql}) h where h.patient = c.patient
          and (h.category = c.kind or exists (select 1 from chart_version v where v.type = c.type and v.id = c.id
            and v.version = c.version and instr(' ' || v.labels || ' ', ' ' || h.category || ' ') > 0)))`,
        values: boundTo(reader),
      };
    },
    openUntil: (actor, patient) => {
      const row = actor.kind === 'staff' && opened.get(patient, actor.handle, clock());
      return row ? untilShape(row, 'opened').until : null;
    },
  };
}
