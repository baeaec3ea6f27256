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

/** One of these deletions. */
export type Confirmation = v.InferOutput<typeof confirmationsForm>[number];

/**
 * The deletions that follow from a withdrawal of one grant, or of `all`: then those that were not listed `before` it. Nothing where
 * that list is not known, so that no old deletion passes for a new one.
 */
export function deletionsAfter(
  rows: readonly Confirmation[],
  { grant, before }: { grant: string; before: readonly Confirmation[] | undefined },
): Confirmation[] {
  if (grant !== 'all') return rows.filter((row) => row.grant === grant);
  const known = new Set((before ?? rows).map(keyOf));
  return rows.filter((row) => !known.has(keyOf(row)));
}

const keyOf = ({ at, grant, memberName }: Confirmation) => [at, grant, memberName].join('\n');
