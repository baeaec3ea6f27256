import { CareError } from '@careledger/care';
import type { VerifyRuns } from '../verify/verify-runs.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf, staff } from './people-handlers.ts';

const watchers: ReadonlySet<string> = new Set(['administrator', 'auditor', 'privacy-officer']);

/** The check of the whole store, from a page. */
export function verifyHandlers(runs: VerifyRuns): Handlers {
  const watch = (actor: Parameters<typeof staff>[0]) => {
    if (!watchers.has(staff(actor).role))
      throw new CareError(
        'forbidden',
        'Administrators, privacy officers and auditors check the store.',
      );
  };
  return {
    ...handlerOf('verify-run', async ({ actor }) => {
      watch(actor);
      return { id: runs.start() };
    }),
    ...handlerOf('verify-state', async ({ actor, body }) => {
      watch(actor);
      return runs.state(body.id);
    }),
  };
}
