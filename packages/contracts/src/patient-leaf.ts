import {
  bytes,
  hex32,
  integer,
  list,
  nullable,
  object,
  oneOf,
  pattern,
  spki,
  time,
  v1,
  where,
  type Form,
  type Of,
} from './form.ts';

/** Id of a passkey, as the browser gives it: base64url of 16 to 128 bytes. */
export const credentialId = bytes({ min: 16, max: 128 });
/** A relying party: a host name in lower case. */
export const rpId = pattern(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/);

/** A passkey of the patient or a guardian: `consent` may sign grants, `view` may not; `retired` says why it signs no more. */
export const credential = object({
  id: credentialId,
  spki,
  rpId,
  holder: oneOf('patient', 'guardian'),
  scope: oneOf('consent', 'view'),
  from: time,
  until: nullable(time),
  retired: nullable(oneOf('replaced', 'stolen')),
});
export type Credential = Of<typeof credential>;

const headCredential: Form<string> = (value, at): value is string =>
  value === 'assisted' || value === 'none' || credentialId(value, at);

/** Which consent document holds, who signed it, and the hash of the code that stops it; version 0 permits nothing. */
const consentHead = object({
  version: integer({ min: 0, max: 2 ** 31 }),
  document: hex32,
  credential: headCredential,
  stop: hex32,
});
export type ConsentHead = Of<typeof consentHead>;

/** A patient as a leaf of `patients`. */
export const patientLeaf = where(
  object({
    v: v1,
    handle: hex32,
    credentials: list(credential, { min: 0, max: 8 }),
    head: consentHead,
  }),
  (leaf) => new Set(leaf.credentials.map(({ id }) => id)).size === leaf.credentials.length,
  'has a credential twice',
);
export type PatientLeaf = Of<typeof patientLeaf>;

/** The credential with this id. */
export function credentialOf(leaf: PatientLeaf, id: string): Credential | undefined {
  return leaf.credentials.find((each) => each.id === id);
}

/** Whether a head signed with a credential holds at a time: replacing it keeps the head, losing it to a thief does not (I7, I9). */
export function upholdsHead(held: Credential, at: number): boolean {
  return (
    held.scope === 'consent' &&
    held.retired !== 'stolen' &&
    held.from <= at &&
    (held.until === null || at < held.until)
  );
}
