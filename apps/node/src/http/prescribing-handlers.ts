import { prescribeCheck, reconcile } from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Called, Handlers } from './handlers.ts';
import { handlerOf, patientId, staff } from './people-handlers.ts';

/** What is read before prescribing, and two hospitals' lists side by side. */
export function prescribingHandlers(practice: Practice): Handlers {
  const { chart } = practice.hospital;

  async function record({ actor }: Pick<Called<'reconcile'>, 'actor'>, given: string) {
    const patient = patientId(practice, given);
    const categories = ['allergies', 'medications'];
    const versions = await chart.readPatient(staff(actor), { patient, categories });
    return versions.map(({ resource }) => resource);
  }

  return {
    ...handlerOf('prescribe-check', async ({ actor, body }) => ({
      rows: prescribeCheck(await record({ actor }, body.patient), body.medication),
    })),
    ...handlerOf('reconcile', async ({ actor, body }) =>
      reconcile(await record({ actor }, body.patient), body.foreign),
    ),
  };
}
