import * as v from 'valibot';
import { rowsOf } from '../api/forms.ts';
import { callNode } from '../api/node.ts';

/** The people of a demonstration, with what they sign in by. */
export const demoPeople = rowsOf(
  v.object({
    user: v.string(),
    role: v.string(),
    name: v.string(),
    password: v.optional(v.string()),
    passkey: v.optional(v.object({ id: v.string(), privateKey: v.string(), spki: v.string() })),
  }),
);

/** One of these people. */
export type DemoPerson = v.InferOutput<typeof demoPeople>[number];

/** The demonstration's key for the person that is signed in, found by `user` or `patient`; undefined where there is none. */
export async function demonstrationKeyOf(who: {
  readonly user?: string | undefined;
  readonly patient?: string | undefined;
}): Promise<DemoPerson['passkey']> {
  const people = await callNode('demo-people', {}, demoPeople, 'background').catch(() => []);
  return people.find(({ user }) => user === who.user || user === who.patient)?.passkey;
}
