import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';

/** An act that wants two of staff, as it waits for the second. */
export const enrolmentForm = v.object({
  enrolment: v.string(),
  kind: v.string(),
  patient: v.string(),
  name: v.string(),
  born: maybeText,
  /** Six digits, on the first one's screen only. */
  code: maybeText,
  mine: v.boolean(),
  first: v.optional(v.object({ name: v.string() })),
  until: v.string(),
  passkey: v.boolean(),
  wantsPasskey: v.boolean(),
  state: v.picklist(['waiting', 'done', 'withdrawn', 'expired']),
  card: v.optional(v.string()),
  stop: v.optional(v.string()),
});

/** One of them. */
export type Enrolment = v.InferOutput<typeof enrolmentForm>;

/** All that the person may sign or has begun. */
export const enrolmentsForm = rowsOf(enrolmentForm);

/** What a browser needs to register a passkey for a patient. */
export const optionsForm = v.object({
  challenge: v.string(),
  rpId: v.string(),
  rpName: v.string(),
  userId: v.string(),
  userName: v.string(),
  exclude: v.array(v.string()),
});
