import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';

/** A request for access as its asker sees it: open until it ends, denied or not (C13). */
export const askedForm = v.object({
  request: v.string(),
  state: v.picklist(['open', 'ended']),
  at: v.string(),
  until: v.string(),
  member: v.string(),
  for: maybeText,
  categories: v.array(v.string()),
  days: v.number(),
});

/** A request for access. */
export type Asked = v.InferOutput<typeof askedForm>;

/** The own requests, newest first. */
export function useAskedRequests() {
  return useAnswer('requests', {}, rowsOf(askedForm));
}
