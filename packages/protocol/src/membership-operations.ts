import * as v from 'valibot';
import { object, optional, secret, word } from './forms.ts';

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const application = v.looseObject({ v: v.literal(1) });
const stepUp = { password: optional(secret) };
const decision = object({ proposal: digest, ...stepUp });
const about = object({ member: word, ...stepUp });

/** Who the members are, and how one joins. The first three are open to everybody. */
export const membershipOperations = {
  consortium: object({}),
  apply: object({ application }),
  application: object({ id: digest }),
  members: object({}),
  proposals: object({}),
  propose: object({ application: v.union([digest, application]), ...stepUp }),
  approve: decision,
  reject: decision,
  suspend: about,
  reinstate: about,
  pause: object({ member: word, lift: optional(v.boolean()), ...stepUp }),
} as const satisfies Record<string, v.GenericSchema>;
