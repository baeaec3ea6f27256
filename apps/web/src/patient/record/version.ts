import * as v from 'valibot';
import { maybeText, resource, rowsOf } from '../../api/forms.ts';

/** One version of an entry as a node answers it. */
export const versionForm = v.object({
  type: v.string(),
  id: v.string(),
  version: v.number(),
  at: v.string(),
  kind: v.string(),
  labels: v.array(v.string()),
  tx: maybeText,
  enteredInError: v.optional(v.boolean(), false),
  resource,
});

/** One version of an entry. */
export type Version = v.InferOutput<typeof versionForm>;

/** A list of them. */
export const versionsForm = rowsOf(versionForm);
