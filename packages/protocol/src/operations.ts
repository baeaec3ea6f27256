import { Type, type Static, type TSchema } from 'typebox';

const id = Type.String({ minLength: 1, maxLength: 200 });
const word = Type.String({ minLength: 1, maxLength: 100 });
const secret = Type.String({ minLength: 1, maxLength: 1000 });
const text = Type.String({ minLength: 1, maxLength: 2000 });
const categories = Type.Array(word, { minItems: 1, maxItems: 40 });
const object = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const optional = Type.Optional;
const base64url = Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 16_384 });
const resource = Type.Object({ resourceType: word }, { additionalProperties: true });

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
  days: Type.Integer({ minimum: 1, maximum: 3650 }),
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
  import: object({ source: text, bundle: Type.Unknown() }),
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
    rest: optional(Type.Boolean()),
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
  propose: object({ member: resourceless() }),
  approve: object({ proposal: id }),
  reject: object({ proposal: id }),
  suspend: object({ member: word }),
  'device-enrol': object({ csr: Type.String({ maxLength: 8192 }) }),
  'device-bind': object({ device: id, patient: id }),
  'device-unbind': object({ device: id }),
  'device-revoke': object({ device: id }),
  readings: object({
    patient: id,
    limit: optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  }),
  scores: object({ patient: id }),
  alerts: object({ patient: optional(id) }),
  quarantine: object({}),
} as const satisfies Record<string, TSchema>;

function resourceless() {
  return Type.Object({ id: word }, { additionalProperties: true });
}

/** The name of an operation. */
export type Operation = keyof typeof operations;

/** The body that an operation takes. */
export type BodyOf<O extends Operation> = Static<(typeof operations)[O]>;
