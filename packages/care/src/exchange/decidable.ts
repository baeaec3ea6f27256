import {
  EMPTY_ROOT,
  members,
  NO_PAUSE,
  parse,
  pause as pauseForm,
  type AnswerInput,
  type Decidable,
} from '@careledger/contracts';
import type { Book } from '../book/book.ts';

/** What the contract decides on, as the own copy of the ledger has it now; `now` is the transaction's time in ms. */
export function decidableNow(book: Book, input: AnswerInput, now: number): Decidable {
  const { view, hospital, name } = book;
  const json = (of: string, key: string): unknown =>
    JSON.parse(view.valueOf(of, key)?.value ?? 'null');
  const root = (of: string, key: string) => view.valueOf(of, key)?.value ?? EMPTY_ROOT;
  const pause = json(name, 'pause');
  return {
    channel: hospital.channel,
    member: hospital.member,
    now,
    members: parse(members, json('governance', 'members')),
    pause: pause === null ? NO_PAUSE : parse(pauseForm, pause),
    roots: {
      requesterStaff: root(`book-${input.request.requester}`, 'root:staff'),
      staff: root(name, 'root:staff'),
      patients: root(name, 'root:patients'),
      stop: root('stop', `root:${hospital.member}`),
    },
    input,
  };
}
