import * as v from 'valibot';
import { rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';

/** An act that wants two of staff, as both see it. */
export const waitingForm = v.object({
  enrolment: v.string(),
  kind: v.picklist(['enrol', 'add-passkey', 'replace', 'guardian', 'guardian-end']),
  patient: v.string(),
  name: v.nullish(v.string(), ''),
  born: v.nullish(v.string(), ''),
  code: v.nullish(v.string(), ''),
  first: v.object({ user: v.string(), name: v.string(), role: v.string() }),
  at: v.string(),
  until: v.string(),
  passkey: v.boolean(),
  state: v.picklist(['waiting', 'done', 'withdrawn', 'expired']),
  card: v.nullish(v.string()),
  stop: v.nullish(v.string()),
});

/** Such an act. */
export type Waiting = v.InferOutput<typeof waitingForm>;

/** All that I began or may sign. */
export function useWaitings() {
  return useAnswer('enrolments', {}, rowsOf(waitingForm));
}
