import * as v from 'valibot';
import { rowsOf } from '../../api/forms.ts';

/** What the patient signed, to read again and to take home. */
export const receiptsForm = rowsOf(
  v.object({
    version: v.number(),
    at: v.string(),
    language: v.string(),
    text: v.string(),
    by: v.string(),
    file: v.string(),
  }),
);

/** What other hospitals deleted after a withdrawal. */
export const confirmationsForm = rowsOf(
  v.object({
    at: v.string(),
    grant: v.string(),
    memberName: v.string(),
    state: v.string(),
    copies: v.nullable(v.number()),
    confirmedAt: v.nullable(v.string()),
  }),
);
