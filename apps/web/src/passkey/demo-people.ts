import * as v from 'valibot';
import { rowsOf } from '../api/forms.ts';
import { callNode } from '../api/node.ts';

const personForm = v.object({
  user: v.string(),
  role: v.string(),
  name: v.string(),
  password: v.optional(v.string()),
  passkey: v.optional(v.object({ id: v.string(), privateKey: v.string(), spki: v.string() })),
});

/** The people of a demonstration, with what they sign in by, and where the pages of its other hospitals are. */
export const demonstrationForm = v.object({
  rows: v.array(personForm),
  hospitals: v.optional(v.array(v.object({ name: v.string(), origin: v.string() })), []),
});
const demoPeople = rowsOf(personForm);

/** One of these people. */
export type DemoPerson = v.InferOutput<typeof personForm>;

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
