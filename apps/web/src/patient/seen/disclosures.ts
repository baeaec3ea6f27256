import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';

/** Who saw or asked for what, newest first. */
export const disclosuresForm = rowsOf(
  v.object({
    id: v.optional(v.string()),
    at: v.string(),
    since: v.optional(v.string()),
    count: v.optional(v.number(), 1),
    outcome: v.string(),
    because: v.optional(v.string(), ''),
    who: v.string(),
    organisation: v.string(),
    role: v.optional(maybeText, null),
    purpose: v.optional(v.string(), ''),
    basis: v.optional(v.string(), ''),
    text: v.optional(maybeText, null),
    kind: v.optional(v.string(), 'answer'),
    interaction: v.optional(maybeText, null),
    resources: v.optional(v.array(v.looseObject({ type: v.optional(v.string(), '') })), []),
    tx: v.optional(maybeText, null),
    request: v.optional(maybeText, null),
    receipt: v.optional(maybeText, null),
    review: v.optional(maybeText, null),
    delayed: v.optional(maybeText, null),
  }),
);

/** One access, or one question that was refused. */
export type DisclosureRow = v.InferOutput<typeof disclosuresForm>[number];

/** The id under which an access is proved and shown alone. */
export function idOf(row: DisclosureRow): string {
  return row.id ?? row.request ?? row.at;
}

/** Whether the other hospital threw the answer away, because it may be about another person (R9). */
export const isThrownAway = ({ receipt }: Pick<DisclosureRow, 'receipt'>): boolean =>
  receipt === 'another-person';

/** Whether it was an emergency access. */
export function isEmergency({ basis, outcome }: DisclosureRow): boolean {
  return basis.startsWith('emergency') && outcome !== 'refused';
}
