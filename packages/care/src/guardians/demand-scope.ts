import { CareError } from '../care-error.ts';
import type { Change } from '../consent/drawing.ts';
import { knownCategories } from '../exchange/categories.ts';
import type { Actor, PatientActor } from '../people/actor.ts';

/** Throws `forbidden` where a guardian would sign what is not within his scope (I7); a patient may sign anything. */
export function demandScope(actor: PatientActor, change: Change): void {
  demandDecides(actor);
  const { guardian } = actor;
  if (guardian === undefined) return;
  if (!('grant' in change)) return;
  const named = knownCategories(change.grant.categories);
  if (!named.every((each) => guardian.categories.includes(each)))
    throw new CareError('forbidden', 'A guardian permits only what lies within his own scope.');
}

/** Throws `forbidden` where a guardian who may look alone would act for the patient: decide, or answer what is kept for her (I7). */
export function demandDecides(actor: Actor): void {
  if (actor.kind === 'patient' && actor.guardian && actor.guardian.scope !== 'consent')
    throw new CareError('forbidden', 'This guardian may look and not decide.');
}
