import { rule } from '../chart/right.ts';
import { isInSight } from '../guardians/demand-sight.ts';
import type { Hospital } from '../hospital.ts';
import type { Actor, Role } from '../people/actor.ts';
import type { News, NewsKind } from './bulletin.ts';

/** What each role that does not treat hears of patients; nobody hears more than he may look up. */
const ofPatients: Readonly<Partial<Record<Role, readonly NewsKind[]>>> = {
  'privacy-officer': ['disclosure', 'notice'],
  administrator: ['request'],
};
const ofTheHospital: readonly NewsKind[] = ['status', 'member'];

/** Whether somebody hears of this at a hospital: of a patient in nobody's sight but the team's, the team alone (C1.2). */
export function hearsOf(
  hospital: Pick<Hospital, 'carePolicy' | 'index'>,
  actor: Actor,
  news: News,
): boolean {
  if (!mayHear(actor, news)) return false;
  const { patient, to } = news;
  return to !== undefined || patient === undefined || isInSight(hospital, actor, patient);
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
