import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWaitings, type Waiting } from './waiting.ts';

const credentialForm = v.object({
  credential: v.string(),
  holder: v.picklist(['patient', 'guardian']),
  name: maybeText,
  relation: maybeText,
  label: maybeText,
  scope: v.picklist(['consent', 'view']),
  categories: v.nullable(v.array(v.string())),
  from: v.string(),
  until: maybeText,
  state: v.picklist(['in-use', 'not-yet', 'ended', 'replaced', 'stolen']),
});

/** A device that signs for a patient, or for a person who acts for one. */
export type Credential = v.InferOutput<typeof credentialForm>;

/** All of a patient's, those of the people who act for her among them. */
export function useCredentials(patient: string) {
  return useAnswer('credentials', { patient }, rowsOf(credentialForm));
}

/** The act of one of these kinds that waits about a patient. */
export function useUnderWay(
  patient: string,
  kinds: readonly Waiting['kind'][],
): Waiting | undefined {
  return useWaitings().data?.find(
    (each) => each.patient === patient && each.state === 'waiting' && kinds.includes(each.kind),
  );
}
