import { consentChallenge, signedForm, type Hex } from '@careledger/proof';
import {
  clinicalTime,
  hex32,
  integer,
  list,
  memberId,
  nullable,
  object,
  pattern,
  signature,
  tagged,
  literal,
  text,
  time,
  v1,
  bytes,
  where,
  type Of,
} from './form.ts';
import { credentialId } from './patient-leaf.ts';
import { staffProof, type Role } from './staff-leaf.ts';

/** A kind (lower case) or sensitive label (upper case) of CATEGORIES; `summary` is written out by whoever makes the document. */
const category = where(
  pattern(/^(?:[a-z]{3,24}|[A-Z][A-Z0-9-]{0,23})$/),
  (name) => name !== 'summary',
  'is to be written out',
);
/** A category, or `*` for all of them. */
export const anyCategory = pattern(/^(?:\*|[a-z]{3,24}|[A-Z][A-Z0-9-]{0,23})$/);
/** A code of HL7 v3 PurposeOfUse. */
export const purpose = pattern(/^[A-Z][A-Z0-9]{1,23}$/);

const grant = object({
  id: hex32,
  to: object({ member: memberId, practitioner: nullable(hex32) }),
  categories: list(category, { min: 1, max: 64 }),
  purposes: list(purpose, { min: 1, max: 16 }),
  from: time,
  until: time,
  dataFrom: nullable(clinicalTime),
  dataUntil: nullable(clinicalTime),
  eraseAt: nullable(time),
});
/** What somebody may see, for which purposes, from `from` up to and without `until`; dates of entries likewise. */
export type Grant = Of<typeof grant>;

const denial = object({
  id: hex32,
  to: object({ member: nullable(memberId), practitioner: nullable(hex32) }),
  categories: list(anyCategory, { min: 1, max: 64 }),
  from: time,
  until: nullable(time),
});
/** What somebody may not see whatever is granted; a null in `to` means everybody. */
export type Denial = Of<typeof denial>;

/** The whole consent of a patient at one custodian; `text` is what was displayed, `stop` the hash of the code that ends it. */
export const consentDocument = object({
  v: v1,
  member: memberId,
  handle: hex32,
  version: integer({ min: 0, max: 2 ** 31 }),
  language: pattern(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/),
  text: text(65_536),
  stop: hex32,
  grants: list(grant, { min: 0, max: 256 }),
  denials: list(denial, { min: 0, max: 256 }),
});
export type ConsentDocument = Of<typeof consentDocument>;

/** A document and the nonce that opens its commitment. */
export const openedDocument = object({ form: consentDocument, nonce: hex32 });
export type OpenedDocument = Of<typeof openedDocument>;

/** What an authenticator gives for `navigator.credentials.get`, each as base64url. */
export const assertion = object({
  clientDataJSON: bytes({ min: 1, max: 4_096 }),
  authenticatorData: bytes({ min: 37, max: 2_048 }),
  signature,
});
export type Assertion = Of<typeof assertion>;

/** Two of staff who signed for a patient without a passkey, and when. */
export const witnesses = list(object({ staff: staffProof, signature }), { min: 2, max: 2 });
export type Witnesses = Of<typeof witnesses>;

/** Who signed the head that holds: a passkey, two of staff, or nobody yet. */
export const consentBy = tagged('kind', {
  assertion: object({ kind: literal('assertion'), credential: credentialId, assertion }),
  assisted: object({ kind: literal('assisted'), at: time, signers: witnesses }),
  none: object({ kind: literal('none') }),
});
export type ConsentBy = Of<typeof consentBy>;

type Consented = { channel: string; handle: Hex; version: number; document: Hex };

/** What a passkey is asked to sign: 32 bytes over channel, handle, version and the commitment to the document. */
export function consentAsked(consented: Consented): Uint8Array {
  return consentChallenge(consented);
}

const witnessing: ReadonlySet<Role> = new Set([
  'doctor',
  'nurse',
  'administrator',
  'privacy-officer',
]);

/** Whether somebody of this role signs for a patient without a passkey (C5.1). */
export const mayWitness = (role: Role): boolean => witnessing.has(role);

/** What each of two staff signs for a patient without a passkey. */
export function assistedMessage(assisted: Consented & { member: string; at: number }): Uint8Array {
  const { channel, member, handle, version, document, at } = assisted;
  return signedForm('careledger-consent-v1', { channel, member, handle, version, document, at });
}
