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

const credentialsForm = rowsOf(v.object({ credential: v.string() }));

/** The demonstration's key for the person that is signed in: a member of staff by name, a patient by her passkeys here. */
export async function demonstrationKeyOf(who: {
  readonly user?: string | undefined;
}): Promise<DemoPerson['passkey']> {
  const people = await callNode('demo-people', {}, demoPeople, 'background').catch(() => []);
  if (who.user !== undefined) return people.find(({ user }) => user === who.user)?.passkey;
  const own = await callNode('credentials', {}, credentialsForm, 'background');
  const ids = new Set(own.map(({ credential }) => credential));
  return people.find(({ passkey }) => passkey !== undefined && ids.has(passkey.id))?.passkey;
}
