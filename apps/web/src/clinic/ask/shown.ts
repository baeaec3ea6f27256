import * as v from 'valibot';

/** What another hospital shows: the same form whatever is in it (C12). */
export const shownForm = v.object({
  available: v.boolean(),
  resources: v.array(v.unknown()),
  request: v.optional(v.string(), ''),
  until: v.optional(v.nullable(v.number()), null),
});

/** An answer of another hospital. */
export type Shown = v.InferOutput<typeof shownForm>;
