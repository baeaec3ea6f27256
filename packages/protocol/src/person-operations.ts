import * as v from 'valibot';
import {
  assertion,
  base64url,
  categories,
  id,
  instant,
  language,
  object,
  optional,
  second,
  short,
  text,
  whole,
  word,
} from './forms.ts';

const nothing = object({});
const patient = object({ patient: id });
const ownOrHis = object({ patient: optional(id) });
const day = v.pipe(v.string(), v.isoDate());
const dayOrInstant = v.union([day, instant]);
const registration = object({
  id: base64url,
  spki: base64url,
  clientDataJSON: base64url,
  authenticatorData: base64url,
});
const software = object({ id: base64url, spki: base64url, rpId: word });
const identity = short(500);
/** What a patient leaves of a request for access. */
export const narrowed = {
  categories: optional(categories),
  dataFrom: optional(day),
  dataUntil: optional(day),
  days: optional(whole(1, 3650)),
  eraseDays: optional(whole(1, 3650)),
  language: optional(language),
};

/** Who is in whose care, and wards. */
const teamOperations = {
  'in-my-care': nothing,
  find: object({ text: short(100), limit: optional(whole(1, 50)) }),
  'care-of': patient,
  'take-over': object({ patient: id, because: short(500) }),
  'hand-over': object({ patient: id, to: optional(word) }),
  wards: nothing,
  ward: object({ ward: id }),
  'add-ward': object({ name: word }),
  'put-on-ward': object({ patient: id, ward: v.nullable(id), bed: optional(short(20)) }),
  'join-ward': object({ ward: v.nullable(id) }),
} as const;

/** Enrolment by two in two places, passkeys, guardians, cards. */
const enrolOperations = {
  'enrol-begin': object({ patient: id, identity, passkey: optional(v.boolean()) }),
  enrolments: nothing,
  'enrol-passkey': v.union([
    object({ enrolment: id, passkey: registration, label: optional(word) }),
    object({ enrolment: id, software, label: optional(word) }),
  ]),
  'enrol-confirm': object({ enrolment: id, code: v.pipe(v.string(), v.regex(/^\d{6}$/)) }),
  'enrol-withdraw': object({ enrolment: id }),
  'patient-passkey-options': object({ enrolment: optional(id) }),
  'card-lost': object({ patient: id, what: v.picklist(['card', 'stop']) }),
  'card-printed': patient,
  credentials: ownOrHis,
  'credential-add': v.union([
    object({ passkey: registration, label: optional(word) }),
    object({ software, label: optional(word) }),
  ]),
  'credential-add-sign': object({ draft: id, assertion }),
  'credential-replace': object({
    patient: id,
    credential: id,
    why: v.picklist(['lost', 'stolen']),
    identity,
  }),
  guardians: ownOrHis,
  'guardian-begin': object({
    patient: id,
    name: word,
    relation: word,
    scope: v.picklist(['consent', 'view']),
    categories: optional(categories),
    from: optional(dayOrInstant),
    until: optional(dayOrInstant),
    identity,
  }),
  'guardian-end': object({ patient: id, credential: id, identity }),
} as const;

/** Requests for access (C13). */
const requestOperations = {
  request: object({
    card: word,
    for: optional(id),
    event: optional(id),
    categories,
    dataFrom: optional(day),
    dataUntil: optional(day),
    purpose: optional(word),
    days: whole(1, 3650),
    eraseDays: optional(whole(1, 3650)),
    text: optional(text),
  }),
  requests: ownOrHis,
  decide: v.union([
    object({ request: id, deny: v.literal(true) }),
    object({ request: id, ...narrowed }),
  ]),
  'decide-sign': object({ request: id, draft: id, assertion }),
  // A refusal alone: what two of staff grant is drawn up and read out first, by `assisted-prepare`.
  'decide-assisted': object({ patient: id, request: id, deny: v.literal(true), second }),
} as const;

/** What a patient hides from staff of her own hospital (C1.2). */
const objectionOperations = {
  hidden: nothing,
  hide: object({ categories, who: optional(word), until: optional(instant) }),
  unhide: object({ objection: id }),
} as const;

/** Notices, addresses, the patient's own copy and corrections. */
const noticeOperations = {
  notices: nothing,
  'notice-open': object({ notice: id }),
  address: nothing,
  'address-set': object({
    mail: optional(v.nullable(v.pipe(v.string(), v.maxLength(254), v.email()))),
    on: optional(v.boolean()),
    language: optional(language),
  }),
  export: ownOrHis,
  details: nothing,
  'correction-request': object({ field: word, text }),
  corrections: ownOrHis,
  'correction-answer': object({ correction: id, done: v.boolean(), answer: text }),
} as const;

/** Operations around a person: care, enrolment, passkeys, guardians, requests, what is hidden, notices, export. */
export const personOperations = {
  ...teamOperations,
  ...enrolOperations,
  ...requestOperations,
  ...objectionOperations,
  ...noticeOperations,
} as const;
