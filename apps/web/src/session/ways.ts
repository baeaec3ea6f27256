import * as v from 'valibot';

/** This hospital's name, and the ways to sign in that it offers. */
export const waysForm = v.object({
  demo: v.optional(v.boolean(), false),
  memberName: v.optional(v.string()),
  oidc: v.optional(v.object({ name: v.string(), start: v.string() })),
});
