import type { Book } from '../book/book.ts';
import type { ReviewState } from '../emergency/reviews.ts';
import type { Flood } from '../exchange/flood.ts';
import { accessesOf } from './accesses.ts';
import { answersOf } from './answers.ts';
import { withCheckpoints } from './checkpoint-of.ts';
import { floodsOf } from './floods.ts';

/** One line of who saw or was refused what, as custodian and patient see it; times in ms. */
export interface Disclosure {
  /** The request, `access/…` or `flood/…`. */
  readonly id: string;
  readonly kind: 'access' | 'answer' | 'flood';
  readonly at: number;
  /** The first of those that this row counts; `at` where it is one. */
  readonly since: number;
  readonly count: number;
  readonly outcome: string;
  readonly because: string;
  readonly who: string;
  readonly practitioner: string;
  readonly organisation: string;
  /** Role and what was done, of staff of this hospital; null for others. */
  readonly role: string | null;
  readonly interaction: string | null;
  readonly purpose: string;
  readonly basis: string;
  readonly text: string | null;
  readonly resources: readonly { type: string; id: string; version: number }[];
  /** Of the answer, or of the checkpoint that covers the access; null while not anchored. */
  readonly tx: string | null;
  readonly request: string | null;
  readonly receipt: string | null;
  readonly review: ReviewState | null;
  /** Why the patient is told only later, and when (C8.2). */
  readonly delayed: string | null;
  readonly delayedUntil: number | null;
}

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
