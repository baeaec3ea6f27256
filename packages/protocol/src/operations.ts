import * as v from 'valibot';

const short = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const id = short(200);
const word = short(100);
const secret = short(1000);
const text = short(2000);
const categories = v.pipe(v.array(word), v.minLength(1), v.maxLength(40));
const object = v.strictObject;
const optional = v.exactOptional;
const base64url = v.pipe(v.string(), v.maxLength(16_384), v.regex(/^[A-Za-z0-9_-]+$/));
const resource = v.looseObject({ resourceType: word });

const assertion = object({
  credential: base64url,
  clientDataJSON: base64url,
  authenticatorData: base64url,
  signature: base64url,
});
const passkey = object({ id: base64url, spki: base64url, rpId: word });
const second = object({ user: word, password: secret });
const wish = {
  to: word,
  categories,
  purpose: word,
  days: whole(1, 3650),
  dataFrom: optional(word),
  dataUntil: optional(word),
};

/** What each operation of `POST /api/v1/<name>` takes; unknown members are refused. */
export const operations = {
  login: object({ user: word, password: secret }),
  'login-challenge': object({ credential: base64url }),
  'login-passkey': object({ assertion }),
  logout: object({}),
  whoami: object({}),
  status: object({}),
  patients: object({}),
  'add-patient': object({ resource }),
  'add-practitioner': object({ user: word, name: text, role: word, password: secret }),
  'suspend-practitioner': object({ user: word }),
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
  'break-glass': object({
    card: word,
    reason: word,
    text,
    password: secret,
    rest: optional(v.boolean()),
    reason2: optional(word),
  }),
  'grant-prepare': object(wish),
  'grant-assisted': object({ patient: id, ...wish, second }),
  'withdraw-prepare': object({ grant: id }),
  'withdraw-assisted': object({ patient: id, grant: id, second }),
  'consent-sign': object({ draft: id, assertion }),
  grants: object({ patient: optional(id) }),
  stop: object({ member: word, code: word }),
  disclosures: object({ patient: optional(id) }),
  receipts: object({}),
  incidents: object({}),
  prove: object({ id }),
  roots: object({}),
  members: object({}),
  propose: object({ member: v.looseObject({ id: word }) }),
  approve: object({ proposal: id }),
  reject: object({ proposal: id }),
  suspend: object({ member: word }),
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
  quarantine: object({}),
} as const satisfies Record<string, v.GenericSchema>;

/** The name of an operation. */
export type Operation = keyof typeof operations;

/** The body that an operation takes. */
export type BodyOf<O extends Operation> = v.InferOutput<(typeof operations)[O]>;
