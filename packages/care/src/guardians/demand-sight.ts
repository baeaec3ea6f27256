import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import { accessEntry } from '../journal/access.ts';
import type { Actor } from '../people/actor.ts';
import { notInCare } from '../team/care-policy.ts';
import { guardianSees } from './guardianship.ts';

/**
 * For what is shown of a patient beside the chart: throws `not-found` where a guardian's scope does not name the kind (I7), and
 * `not-in-care`, journaled, where the team alone reads and the actor is not of it (C1.2).
 */
export async function demandSight(
  hospital: Pick<Hospital, 'care' | 'clock' | 'journal'>,
  actor: Actor,
  { patient, kind, interaction }: { patient: string; kind: string; interaction: string },
): Promise<void> {
  if (actor.kind === 'patient') {
    if (actor.guardian && !guardianSees(actor.guardian, { kind, labels: [] }))
      throw new CareError('not-found', 'There is nothing of this kind for you.');
    return;
  }
  if (isInSight(hospital, actor, patient)) return;
  const { journal, clock } = hospital;
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

/** Whether a list of kinds and labels lies within what somebody may see: a guardian's scope names each (I7). */
export function isInScope(actor: Actor | undefined, categories: readonly string[]): boolean {
  const guardian = actor?.kind === 'patient' ? actor.guardian : undefined;
  return guardian === undefined || categories.every((each) => guardian.categories.includes(each));
}

/** Whether somebody who treats may look at this patient: wherever the team alone reads, those of it (C1.2). */
export function isInSight(
  { care }: Pick<Hospital, 'care'>,
  actor: Actor,
  patient: string,
): boolean {
  const treats = actor.kind === 'staff' && (actor.role === 'doctor' || actor.role === 'nurse');
  return !treats || !care.isRefused(actor, patient);
}

/**
 * Leaves of the records that a disclosure names those that a guardian may see (I7) or that are not hidden from staff (C1.2), and its
 * words only where it names no others; a line about nothing but what is hidden from staff is left out.
 */
export function seenBy<
  R extends { readonly resources: readonly unknown[]; readonly text: string | null },
>({ chart, care }: Pick<Hospital, 'care' | 'chart'>, actor: Actor, rows: readonly R[]): R[] {
  const guardian = actor.kind === 'patient' ? actor.guardian : undefined;
  if (actor.kind === 'patient' && guardian === undefined) return [...rows];
  const isSeen = (resource: unknown): boolean => {
    const place = { type: '', id: '', ...(typeof resource === 'object' ? resource : {}) };
    const info = chart.info({ type: place.type, id: place.id });
    if (guardian !== undefined) return info !== undefined && guardianSees(guardian, info);
    return info === undefined || !care.isHidden(actor, info);
  };
  return rows.flatMap((row) => {
    const resources = row.resources.filter(isSeen);
    if (resources.length === row.resources.length) return [{ ...row, resources }];
    if (guardian === undefined && resources.length === 0) return [];
    return [{ ...row, resources, ...(row.text === null ? {} : { text: '' }) }];
  });
}
