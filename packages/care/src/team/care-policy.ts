import type { Actor } from '../people/actor.ts';
import type { CareRows } from './care-rows.ts';

/**
 * Who may open a chart inside the hospital (C1.2): `hospital` lets whoever treats here read, and marks what was read outside
 * the patient's team; `team` refuses it until he takes the patient over.
 */
export type CarePolicy = 'hospital' | 'team';

/** What the guard asks about a member of staff and a patient. */
export interface CareCheck {
  readonly policy: CarePolicy;
  /** Whether this is outside his care: false for patients themselves and for whom nobody knows yet. */
  isOutside(actor: Actor, patient: string | null): boolean;
}

/** The words for whoever opens a chart that is not in his care. */
export const notInCare =
  'This patient is not in your care. If you should treat this patient, ask the ward to add you, or take the patient over. Your attempt was recorded.';

/** A check over the team's rows. */
export function createCareCheck(rows: CareRows, policy: CarePolicy): CareCheck {
  return {
    policy,
    isOutside: (actor, patient) =>
      actor.kind === 'staff' &&
      patient !== null &&
      patient !== '' &&
      rows.isKnown(patient) &&
      rows.basis(patient, actor.handle) === undefined,
  };
}
