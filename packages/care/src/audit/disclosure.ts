import type { ReviewState } from '../emergency/reviews.ts';

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
