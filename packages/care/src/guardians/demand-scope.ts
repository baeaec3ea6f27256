import { CareError } from '../care-error.ts';
import type { Change } from '../consent/drawing.ts';
import { knownCategories } from '../exchange/categories.ts';
import type { PatientActor } from '../people/actor.ts';

/** Throws `forbidden` where a guardian would sign what is not within his scope (I7); a patient may sign anything. */
export function demandScope({ guardian }: PatientActor, change: Change): void {
  if (guardian === undefined) return;
  if (guardian.scope !== 'consent')
    throw new CareError('forbidden', 'This guardian may look and not decide.');
  if (!('grant' in change)) return;
  const named = knownCategories(change.grant.categories);
  if (!named.every((each) => guardian.categories.includes(each)))
    throw new CareError('forbidden', 'A guardian permits only what lies within his own scope.');
}
