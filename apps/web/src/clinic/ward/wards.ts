import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';

const ward = v.object({
  ward: v.string(),
  name: v.string(),
  patients: v.number(),
  mine: v.boolean(),
});
const bed = v.object({
  patient: v.string(),
  name: v.string(),
  born: maybeText,
  sex: maybeText,
  bed: maybeText,
});

/** A patient on a ward. */
export type Bed = v.InferOutput<typeof bed>;

const wardForm = v.object({ ward: v.string(), name: v.string(), rows: v.array(bed) });

/** The wards of this hospital. */
export function useWards() {
  return useAnswer('wards', {}, rowsOf(ward));
}

/** A ward with its patients. */
export function useWard(id: string) {
  return useAnswer('ward', { ward: id }, wardForm);
}
