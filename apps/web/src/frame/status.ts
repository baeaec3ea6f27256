import * as v from 'valibot';

/** The state of this hospital's node; every page that asks for it reads the same form, since they share one answer. */
export const statusForm = v.object({
  height: v.number(),
  unanchored: v.number(),
  faults: v.optional(v.array(v.string()), []),
});
