import type { Book } from '../book/book.ts';
import type { Consents } from '../consent/consent.ts';
import type { Enrolment } from '../enrol/enrol.ts';
import type { PeerExchange } from '../exchange/peers.ts';
import type { Tellings } from '../exchange/tellings.ts';
import { openAskingForAccess, type AskingForAccess } from './ask-for-access.ts';
import { openDecisions, type Decisions } from './decide-request.ts';
import { receiveRequest } from './receive.ts';

/** Requests for access on both sides (C13): an object in two journals, never on the ledger. */
export interface AccessRequests {
  readonly asking: AskingForAccess;
  readonly decisions: Decisions;
  /** Takes what another member's node tells about requests; false where it is about something else. */
  hears(member: string, body: unknown): Promise<boolean>;
}

/** Opens requests for access of a hospital. */
export function openAccessRequests(deps: {
  book: Book;
  consents: Consents;
  enrolment: Enrolment;
  peers: PeerExchange;
  tellings: Tellings;
  nameOf: (member: string, practitioner: string) => string;
}): AccessRequests {
  const { book, tellings } = deps;
  const asking = openAskingForAccess(deps);
  const decisions = openDecisions({
    ...deps,
    granted: (member, request) => tellings.queue(member, { what: 'access-granted', id: request }),
  });
  return {
    asking,
    decisions,
    hears: async (member, body) => {
      const what = typeof body === 'object' && body !== null && 'what' in body ? body.what : '';
      if (what === 'access-request') await receiveRequest({ ...deps, book }, member, body);
      else if (what === 'access-granted') {
        const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : '';
        await asking.ended(member, typeof id === 'string' ? id : '');
      } else return false;
      return true;
    },
  };
}
