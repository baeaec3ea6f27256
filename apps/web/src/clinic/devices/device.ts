import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';

const device = v.object({
  device: v.string(),
  state: v.picklist(['active', 'suspended', 'ended']),
  added: v.string(),
  bound: maybeText,
  patient: maybeText,
});

/** A device of this hospital; `bound` says since when, `patient` whom it measures where that patient may be seen. */
export type Device = v.InferOutput<typeof device>;

/** The devices of this hospital. */
export function useDevices() {
  return useAnswer('devices', {}, rowsOf(device));
}

/** A device as people name it: the beginning of its number. */
export function shortOf(handle: string): string {
  return handle.slice(0, 8);
}
