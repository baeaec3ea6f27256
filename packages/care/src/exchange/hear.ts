import { isObject } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import { integer, record, text } from '../shape.ts';
import { jsonOf } from './wire.ts';

/** Takes what another member's node tells: journaled before it is acknowledged; throws `invalid` for what is not understood. */
export type Hearing = (member: string, body: unknown) => Promise<void>;

const stopped = record({ id: text, practitioner: text, count: integer, until: integer });

/** Opens the hearing of a hospital. */
export function openHearing(deps: { hospital: Pick<Hospital, 'journal' | 'clock'> }): Hearing {
  const { journal, clock } = deps.hospital;
  return async function hear(member, body) {
    const told = jsonOf(typeof body === 'object' && body !== null ? body : {});
    const what = isObject(told) ? told['what'] : undefined;
    if (what === 'asking-stopped') {
      const { id, practitioner, count, until } = stopped(told, 'told');
      await journal.append({
        t: 'asking-stopped',
        at: clock(),
        id,
        what,
        practitioner,
        count,
        until,
        member,
        custodians: [],
      });
    } else throw new CareError('invalid', 'This is nothing that this version understands.');
  };
}
