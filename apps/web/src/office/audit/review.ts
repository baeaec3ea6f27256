import * as v from 'valibot';
import { maybeText } from '../../api/forms.ts';

/** One emergency access that an officer looks at. */
export const reviewForm = v.object({
  id: v.string(),
  line: v.string(),
  at: v.string(),
  due: v.string(),
  state: v.picklist(['open', 'overdue', 'justified', 'not-justified']),
  side: v.string(),
  who: v.string(),
  organisation: v.string(),
  custodian: v.string(),
  patient: maybeText,
  patientName: maybeText,
  reason: v.array(v.string()),
  text: v.string(),
  question: v.optional(maybeText, null),
  basis: v.string(),
  outcome: v.string(),
  resources: v.array(v.unknown()),
  delayedUntil: maybeText,
  delayReason: maybeText,
  review: v.nullable(
    v.object({ at: v.string(), by: v.string(), outcome: v.string(), text: v.string() }),
  ),
});

/** One emergency access. */
export type Review = v.InferOutput<typeof reviewForm>;

/** All of them, overdue first, and how many wait. */
export const reviewsForm = v.object({
  rows: v.array(reviewForm),
  open: v.number(),
  overdue: v.number(),
});

/** Whether somebody has still to answer. */
export function isWaiting({ state }: Review): boolean {
  return state === 'open' || state === 'overdue';
}
