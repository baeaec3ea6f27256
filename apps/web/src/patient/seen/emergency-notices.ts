import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';

/** What the patient is told of emergency accesses, and whether she has answered. */
export const emergencyNoticesForm = rowsOf(
  v.object({
    id: v.string(),
    at: v.string(),
    kind: v.string(),
    who: v.string(),
    text: v.string(),
    request: maybeText,
    late: v.optional(maybeText, null),
    seen: v.boolean(),
  }),
);

/** One of these. */
export type EmergencyNotice = v.InferOutput<typeof emergencyNoticesForm>[number];
