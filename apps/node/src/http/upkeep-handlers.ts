import type { Upkeep } from '../upkeep.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf } from './people-handlers.ts';
import { administrator } from './staff-handlers.ts';

/** When certificates end and when the last backup was made, for administrators. */
export function upkeepHandlers(upkeep: () => Upkeep): Handlers {
  return handlerOf('upkeep', async ({ actor }) => {
    administrator(actor);
    const { backupAt, certificates } = upkeep();
    const text = (time: number) => new Date(time).toISOString();
    return {
      backupAt: backupAt === null ? null : text(backupAt),
      certificates: certificates.map(({ name, until }) => ({ name, until: text(until) })),
    };
  });
}
