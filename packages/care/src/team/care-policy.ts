import type { Actor } from '../people/actor.ts';
import type { Condition } from '../chart/criteria.ts';
import type { Masking } from '../objections/masking.ts';
import type { CareRows } from './care-rows.ts';
import { inCareSql } from './in-care-sql.ts';

/**
 * Who may open a chart inside the hospital (C1.2): `hospital` lets whoever treats here read, and marks what was read outside
 * the patient's team; `team` refuses it until he takes the patient over.
 */
export type CarePolicy = 'hospital' | 'team';

/** What every path asks about a member of staff and a patient: one decision on who treats, what she hides, and what an emergency opens. */
export interface CareCheck extends Masking {
  readonly policy: CarePolicy;
  /** Whether this is outside his care: false for patients themselves and for whom nobody knows yet. */
  isOutside(actor: Actor, patient: string | null): boolean;
  /** Whether nothing of hers is his to see: the team alone reads, he is not of it, and no emergency opened it. */
  isRefused(actor: Actor, patient: string | null): boolean;
  /** What is neither refused nor hidden, as a condition on `chart_current c`; the directory always stays. */
  sight(actor: Actor): Condition;
}

/** The words for whoever opens a chart that is not in his care. */
export const notInCare =
  'This patient is not in your care. If you should treat this patient, ask the ward to add you, or take the patient over. Your attempt was recorded.';

/** A check over the team's rows and what patients hide. */
export function createCareCheck(rows: CareRows, masking: Masking, policy: CarePolicy): CareCheck {
  const isOutside = (actor: Actor, patient: string | null) =>
    actor.kind === 'staff' &&
    patient !== null &&
    patient !== '' &&
    rows.isKnown(patient) &&
    rows.basis(patient, actor.handle) === undefined;
  return {
    ...masking,
    policy,
    isOutside,
    isRefused: (actor, patient) =>
      policy === 'team' &&
      isOutside(actor, patient) &&
      masking.openUntil(actor, patient ?? '') === null,
    sight: (actor) => {
      const unmasked = masking.condition(actor);
      const inCare =
        actor.kind === 'staff' && policy === 'team' ? cared(actor.handle, masking.now()) : always;
      return {
        sql: `(c.patient is null or (${inCare.sql} and ${unmasked.sql}))`,
        values: [...inCare.values, ...unmasked.values],
      };
    },
  };
}

const always: Condition = { sql: '1', values: [] };

/** Whom somebody treats, and whose chart an emergency holds open to him. */
function cared(who: string, now: number): Condition {
  return {
    sql: `(c.patient in (select patient from (${inCareSql}))
      or c.patient in (select patient from opened_here where who = ? and until > ?))`,
    values: [who, who, who, now],
  };
}
