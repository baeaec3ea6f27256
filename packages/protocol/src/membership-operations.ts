import * as v from 'valibot';

const word = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const application = v.looseObject({ v: v.literal(1) });
const stepUp = {
  password: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))),
};
const decision = v.strictObject({ proposal: digest, ...stepUp });
const about = v.strictObject({ member: word, ...stepUp });

/** Who the members are, and how one joins. The first three are open to everybody. */
export const membershipOperations = {
  consortium: v.strictObject({}),
  apply: v.strictObject({ application }),
  application: v.strictObject({ id: digest }),
  members: v.strictObject({}),
  proposals: v.strictObject({}),
  propose: v.strictObject({ application: v.union([digest, application]), ...stepUp }),
  approve: decision,
  reject: decision,
  suspend: about,
  reinstate: about,
} as const satisfies Record<string, v.GenericSchema>;
