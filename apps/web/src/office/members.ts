import * as v from 'valibot';
import { rowsOf } from '../api/forms.ts';
import { useAnswer } from '../api/use-answer.ts';

const memberForm = v.object({
  id: v.string(),
  name: v.string(),
  kind: v.string(),
  status: v.string(),
  paused: v.optional(v.boolean(), false),
  exchange: v.optional(v.string(), ''),
  origins: v.optional(v.array(v.string()), []),
  roots: v.optional(v.array(v.string()), []),
  fingerprint: v.optional(v.string(), ''),
});

/** The consortium's members as nodes answer them. */
export const membersForm = rowsOf(memberForm);

/** A member of the consortium. */
export type Member = v.InferOutput<typeof memberForm>;

/** The members, and their names by their ids; an unknown id stands for itself. */
export function useMembers(): { members: readonly Member[]; nameOf: (id: string) => string } {
  const { data: members = [] } = useAnswer('members', {}, membersForm);
  return { members, nameOf: (id) => members.find((member) => member.id === id)?.name ?? id };
}

/**
 * Whether the node has asked every hospital for the names of its staff, which it then says in its answers; true as well once a
 * hospital did not answer.
 */
export function useNamesKnown(): boolean {
  return useAnswer('directory', {}, v.array(v.unknown())).isFetched;
}
