import { rule } from '../chart/right.ts';
import { isInSight } from '../guardians/demand-sight.ts';
import type { Hospital } from '../hospital.ts';
import type { Actor, Role } from '../people/actor.ts';
import type { News, NewsKind } from './bulletin.ts';

/** What each role that does not treat hears of patients; nobody hears more than he may look up. */
const ofPatients: Readonly<Partial<Record<Role, readonly NewsKind[]>>> = {
  'privacy-officer': ['disclosure', 'notice'],
  auditor: ['disclosure'],
  administrator: ['request'],
};
const ofTheHospital: readonly NewsKind[] = ['status', 'member'];

/**
 * Whether somebody hears of this at a hospital: of a patient in nobody's sight but the team's, the team alone, and of an act about
 * nothing but what she hides from him, nothing (C1.2).
 */
export function hearsOf(
  hospital: Pick<Hospital, 'care' | 'index'>,
  actor: Actor,
  news: News,
): boolean {
  if (!mayHear(actor, news)) return false;
  const { patient, to } = news;
  if (to !== undefined || patient === undefined) return true;
  return isInSight(hospital, actor, patient) && !isOfHidden(hospital, actor, { ...news, patient });
}

/** Whether everything of an act about this patient is hidden from somebody. */
function isOfHidden(
  { care, index }: Pick<Hospital, 'care' | 'index'>,
  actor: Actor,
  { patient, type, id }: News & { patient: string },
): boolean {
  if (type !== 'act' || id === undefined || !care.isPartial(actor, patient)) return false;
  const sight = care.sight(actor);
  const shown = index.prepare(
    `select 1 from chart_act a join chart_version w on w.journal = a.journal
     join chart_current c on c.type = w.type and c.id = w.id
     where a.id = ? and c.patient = ? and ${sight.sql} limit 1`,
  );
  return shown.get(id, patient, ...sight.values) === undefined;
}

/** Whether somebody may learn of this: himself, whom he may read, or what concerns the whole hospital (C9). */
export function mayHear(actor: Actor, { kind, patient, to }: News): boolean {
  if (to !== undefined)
    return to === (actor.kind === 'staff' ? actor.user : `patient:${actor.patient}`);
  if (patient !== undefined) {
    const mayRead = rule(actor, 'read', { kind: 'other', patient }).permitted;
    return mayRead || (actor.kind === 'staff' && ofPatients[actor.role]?.includes(kind) === true);
  }
  return ofTheHospital.includes(kind) || (actor.kind === 'staff' && actor.role !== 'researcher');
}
