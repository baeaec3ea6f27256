import * as v from 'valibot';
import { id, object, optional, secret, text, whole, word } from './forms.ts';

const day = v.pipe(v.string(), v.isoDate());
const emergency = {
  reason: word,
  text,
  password: optional(secret),
  for: optional(id),
  rest: optional(v.boolean()),
  reason2: optional(word),
  delay: optional(object({ until: day, reason: text })),
};
const search = object({
  patient: optional(id),
  who: optional(word),
  organisation: optional(word),
  what: optional(word),
  from: optional(day),
  until: optional(day),
  why: optional(word),
  basis: optional(word),
  outcome: optional(v.picklist(['granted', 'refused', 'permitted'])),
  limit: optional(whole(1, 5_000)),
});

/** Emergency access, its reviews, and who saw what. */
export const auditOperations = {
  'break-glass': object({ card: word, ...emergency }),
  'break-glass-person': object({
    member: word,
    family: word,
    given: word,
    born: day,
    sex: v.picklist(['male', 'female', 'other', 'unknown']),
    ...emergency,
  }),
  'break-glass-here': object({
    patient: id,
    reason: word,
    text,
    password: optional(secret),
  }),
  reviews: object({}),
  review: object({ id, outcome: v.picklist(['justified', 'not-justified']), text }),
  'emergency-notices': object({}),
  'emergency-notice-seen': object({ id, question: optional(text) }),
  disclosures: object({ patient: optional(id) }),
  'disclosure-search': search,
  'disclosure-csv': search,
  disclosure: object({ id, patient: optional(id) }),
  openings: object({ answer: id }),
  unusual: object({ from: optional(day), until: optional(day) }),
  receipts: object({}),
  incidents: object({}),
  'my-receipts': object({}),
  confirmations: object({}),
  copies: object({ for: optional(id) }),
  'close-copy': object({ request: id }),
  file: object({ request: id, resource: id, for: id }),
  filed: object({ for: id }),
  'verify-run': object({}),
  'verify-state': object({ id: optional(id) }),
} as const;
