import * as v from 'valibot';
import { useAnswer } from '../../api/use-answer.ts';
import { useWho } from '../../session/session.tsx';

const person = v.object({
  member: v.string(),
  user: v.string(),
  handle: v.string(),
  name: v.string(),
  role: v.string(),
  active: v.optional(v.boolean(), true),
});

const directoryForm = v.pipe(
  v.union([v.array(person), v.object({ rows: v.array(person) })]),
  v.transform((answer) => (Array.isArray(answer) ? answer : answer.rows)),
);
const membersForm = v.object({
  rows: v.array(v.object({ id: v.string(), name: v.string(), status: v.string() })),
});

/** The directory of all hospitals. */
export function useDirectory() {
  return useAnswer('directory', {}, directoryForm);
}

/** The hospitals of the exchange. */
export function useMembers() {
  return useAnswer('members', {}, membersForm);
}

/** Gives the name of a hospital by its id. */
export function useMemberName(): (member: string) => string {
  const { member: own, memberName } = useWho();
  const { data } = useMembers();
  return (member) =>
    data?.rows.find(({ id }) => id === member)?.name ?? (member === own ? memberName : member);
}

/** Gives the name of who wrote something here, by the handle; null where nobody is known by it. */
export function usePersonName(): (handle: string | null) => string | null {
  const { data } = useDirectory();
  return (handle) => data?.find((each) => each.handle === handle)?.name ?? null;
}
