import { isObject } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Book } from '../book/book.ts';
import { takeConfirmation } from '../copies/confirm.ts';
import type { Copies } from '../copies/copies.ts';
import { integer, list, record, text } from '../shape.ts';
import { jsonOf } from './wire.ts';

/** Takes what another member's node tells: journaled before it is acknowledged; throws `invalid` for what is not understood. */
export type Hearing = (member: string, body: unknown) => Promise<void>;

const takenBack = record({ requests: list(text), because: text });
const stopped = record({ id: text, practitioner: text, count: integer, until: integer });

/** Opens the hearing of a hospital. */
export function openHearing(deps: { book: Book; copies: Copies }): Hearing {
  const { book, copies } = deps;
  const { journal, clock } = book.hospital;
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
    } else if (what === 'take-back') {
      const { requests, because } = takenBack(told, 'told');
      await copies.takenBack(member, requests, because);
    } else if (what === 'erased') await takeConfirmation(book, member, told);
    else throw new CareError('invalid', 'This is nothing that this version understands.');
  };
}
