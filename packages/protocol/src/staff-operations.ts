import * as v from 'valibot';
import { instant, object, optional, secret, short, text, word } from './forms.ts';

/** What administrators look after: accounts of staff, and what a node wants renewed by hand. */
export const staffOperations = {
  staff: object({}),
  'add-practitioner': object({
    user: word,
    name: text,
    role: word,
    password: optional(secret),
    until: optional(v.nullable(instant)),
  }),
  'suspend-practitioner': object({ user: word, why: optional(short(500)) }),
  'reinstate-practitioner': object({ user: word }),
  'practitioner-until': object({ user: word, until: v.nullable(instant) }),
  'end-sessions': object({ user: word }),
  upkeep: object({}),
} as const satisfies Record<string, v.GenericSchema>;
