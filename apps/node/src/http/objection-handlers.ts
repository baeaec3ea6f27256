import { CareError, openObjections, type Actor, type PatientActor } from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf } from './people-handlers.ts';
import { iso } from './times.ts';

/** What a patient hides from staff of this hospital: listing, hiding, lifting, the last two under a fresh proof that it is her. */
export function objectionHandlers({ hospital }: Pick<Practice, 'hospital'>): Handlers {
  const objections = openObjections(hospital);
  const { people } = hospital;

  return {
    ...handlerOf('hidden', async ({ actor }) => ({
      rows: objections
        .of(patient(actor))
        .map((row) => ({ ...row, since: iso(row.since), until: iso(row.until) })),
    })),
    ...handlerOf('hide', async ({ actor, body: { until, ...wish }, token }) => {
      const she = patient(actor);
      people.demandStepUp(token);
      const end = until === undefined ? {} : { until: Date.parse(until) };
      return objections.hide(she, { ...wish, ...end });
    }),
    ...handlerOf('unhide', async ({ actor, body, token }) => {
      const she = patient(actor);
      people.demandStepUp(token);
      await objections.lift(she, body.objection);
      return {};
    }),
  };
}

/** The patient or guardian who acts; nobody of the staff hides for her or looks at what she hides. */
function patient(actor: Actor | undefined): PatientActor {
  if (actor?.kind !== 'patient')
    throw new CareError('forbidden', 'The patient and her guardians hide entries from staff.');
  return actor;
}
