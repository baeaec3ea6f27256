import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';

const proposalForm = v.object({
  id: v.string(),
  kind: v.picklist(['admit', 'suspend', 'reinstate', 'update']),
  state: v.string(),
  subject: v.string(),
  name: v.string(),
  who: v.nullable(
    v.object({
      kind: v.string(),
      fingerprint: v.string(),
      roots: v.array(v.string()),
      exchange: v.string(),
      origins: v.array(v.string()),
    }),
  ),
  by: maybeText,
  since: v.string(),
  expires: v.string(),
  approvals: v.array(v.string()),
  rejections: v.array(v.string()),
  needed: v.number(),
  awaitsUs: v.boolean(),
});

/** Proposals and applications, those that await this hospital first. */
export const proposalsForm = rowsOf(proposalForm);

/** Something to decide about a member, or decided. */
export type Proposal = v.InferOutput<typeof proposalForm>;

/** Whether members can still answer it. */
export function isOpen({ state }: Proposal): boolean {
  return state === 'open' || state === 'received';
}

/** Who votes on it: the active members, without the one that it is about. */
export function votersOf(
  { kind, subject }: Pick<Proposal, 'kind' | 'subject'>,
  members: readonly { id: string; name: string; status: string }[],
): { id: string; name: string }[] {
  return members.filter(
    ({ id, status }) => status === 'active' && (kind === 'admit' || id !== subject),
  );
}
