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
  resource,
  second,
  text,
  whole,
  word,
} from './forms.ts';
import { auditOperations } from './audit-operations.ts';
import { membershipOperations } from './membership-operations.ts';
import { narrowed, personOperations } from './person-operations.ts';
import { sessionOperations } from './session-operations.ts';
import { staffOperations } from './staff-operations.ts';

const passkey = object({ id: base64url, spki: base64url, rpId: word });
const wish = {
  to: word,
  categories,
  purpose: word,
  days: whole(1, 3650),
  dataFrom: optional(word),
  dataUntil: optional(word),
  eraseDays: optional(whole(0, 3650)),
  eraseAt: optional(instant),
  language: optional(language),
};

/** What each operation of `POST /api/v1/<name>` takes; unknown members are refused. */
export const operations = {
  ...sessionOperations,
  ...personOperations,
  ...staffOperations,
  status: object({}),
  patients: object({}),
  'add-patient': object({ resource }),
  directory: object({ member: optional(word) }),
  enrol: object({ patient: id, second, passkey: optional(passkey) }),
  card: object({ patient: id }),
  import: object({ source: text, bundle: v.unknown() }),
  read: object({ patient: id, categories: optional(categories) }),
  history: object({ id }),
  amend: object({ id, resource, version: word }),
  'enter-in-error': object({ id, reason: text }),
  ask: object({
    card: word,
    for: optional(id),
    categories: optional(categories),
    purpose: optional(word),
    event: optional(id),
  }),
  'grant-prepare': object(wish),
  'withdraw-prepare': object({ grant: id, language: optional(language) }),
  'consent-sign': object({ draft: id, assertion }),
  // What two of staff sign for a patient, drawn up first so that it can be read out.
  'assisted-prepare': v.union([
    object({ patient: id, ...wish }),
    object({ patient: id, withdraw: id, language: optional(language) }),
    object({ patient: id, request: id, ...narrowed }),
  ]),
  'assisted-sign': object({ patient: id, request: optional(id), draft: id, second }),
  grants: object({ patient: optional(id) }),
  stop: object({ member: word, code: word }),
  ...auditOperations,
  prove: object({ id }),
  roots: object({}),
  ...membershipOperations,
  devices: object({}),
  'device-enrol': object({ csr: v.pipe(v.string(), v.maxLength(8192)) }),
  'device-bind': object({ device: id, patient: id }),
  'device-unbind': object({ device: id }),
  'device-revoke': object({ device: id }),
  readings: object({
    patient: id,
    limit: optional(whole(1, 100_000)),
  }),
  scores: object({ patient: id }),
  alerts: object({ patient: optional(id) }),
  quarantine: object({ patient: optional(id) }),
} as const satisfies Record<string, v.GenericSchema>;

/** The name of an operation. */
export type Operation = keyof typeof operations;

/** The body that an operation takes. */
export type BodyOf<O extends Operation> = v.InferOutput<(typeof operations)[O]>;
