import type { Book } from '../book/book.ts';
import type { Flood } from '../exchange/flood.ts';
import { accessesOf } from './accesses.ts';
import { answersOf } from './answers.ts';
import { withCheckpoints } from './checkpoint-of.ts';
import type { Disclosure } from './disclosure.ts';
import { floodsOf } from './floods.ts';

/** All that is recorded about one patient, newest first (D1, D3); what the patient is told later is left out `toldBy` its time. */
export function disclosuresOf(
  deps: { book: Book; flood: Flood; nameOf: (member: string, practitioner: string) => string },
  asked: { patient: string; toldBy?: number },
): Disclosure[] {
  const { book, flood, nameOf } = deps;
  const { patient } = asked;
  const found = [
    ...answersOf(book.hospital, asked, nameOf),
    ...accessesOf(book, { patient }, nameOf),
    ...floodsOf({ book, flood, nameOf }, { patient }),
  ];
  return withCheckpoints(book, found)
    .map(({ patient: _patient, ...row }) => row)
    .toSorted((one, other) => other.at - one.at);
}
