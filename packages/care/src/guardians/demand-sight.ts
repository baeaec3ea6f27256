import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import { accessEntry } from '../journal/access.ts';
import type { Actor } from '../people/actor.ts';
import { createCareCheck, notInCare } from '../team/care-policy.ts';
import { createCareRows } from '../team/care-rows.ts';
import { guardianSees } from './guardianship.ts';

/**
 * For what is shown of a patient beside the chart: throws `not-found` where a guardian's scope does not name the kind (I7), and
 * `not-in-care`, journaled, where the team alone reads and the actor is not of it (C1.2).
 */
export async function demandSight(
  hospital: Pick<Hospital, 'carePolicy' | 'clock' | 'index' | 'journal'>,
  actor: Actor,
  { patient, kind, interaction }: { patient: string; kind: string; interaction: string },
): Promise<void> {
  if (actor.kind === 'patient') {
    if (actor.guardian && !guardianSees(actor.guardian, { kind, labels: [] }))
      throw new CareError('not-found', 'There is nothing of this kind for you.');
    return;
  }
  const { index, journal, clock, carePolicy } = hospital;
  const care = createCareCheck(createCareRows(index), carePolicy);
  if (carePolicy !== 'team' || !care.isOutside(actor, patient)) return;
  await journal.append(
    accessEntry({
      at: clock(),
      actor,
      interaction,
      outcome: 'refused',
      because: 'not-in-care',
      basis: null,
      patients: [patient],
      items: [],
    }),
  );
  throw new CareError('not-in-care', notInCare);
}

/** Leaves of the records that a disclosure names those that a guardian may see; everybody else sees them all. */
export function seenByGuardian<R extends { readonly resources: readonly unknown[] }>(
  { chart }: Pick<Hospital, 'chart'>,
  actor: Actor,
  rows: readonly R[],
): R[] {
  const guardian = actor.kind === 'patient' ? actor.guardian : undefined;
  if (guardian === undefined) return [...rows];
  const isSeen = (resource: unknown): boolean => {
    const place = { type: '', id: '', ...(typeof resource === 'object' ? resource : {}) };
    const info = chart.info({ type: place.type, id: place.id });
    return info !== undefined && guardianSees(guardian, info);
  };
  return rows.map((row) => ({ ...row, resources: row.resources.filter(isSeen) }));
}
