import {
  sha256,
  signedForm,
  toHex,
  utf8,
  canonical,
  type Hex,
  type JsonObject,
} from '@careledger/proof';
import { integer, list, nullable, oneOf, record, text } from '../shape.ts';

const shape = record({
  v: integer,
  channel: text,
  custodian: text,
  requester: text,
  practitioner: text,
  card: text,
  categories: list(text),
  dataFrom: nullable(integer),
  dataUntil: nullable(integer),
  purpose: text,
  days: integer,
  eraseDays: nullable(integer),
  event: text,
  eventKind: nullable(oneOf('Appointment', 'Encounter', 'ServiceRequest')),
  eventAt: nullable(integer),
  text: nullable(text),
  nonce: text,
  at: integer,
});

/**
 * A practitioner's request that a patient permit something: for which event (a commitment; its kind and day in words), which kinds
 * of records of which days, for how long, and when copies are erased. It is never on the ledger (C13).
 */
export type AccessRequest = ReturnType<typeof shape>;

/** Reads a request; throws CareError `invalid`. */
export function accessRequestOf(value: unknown): AccessRequest {
  return shape(value, 'request');
}

/** What the practitioner signs. */
export function accessMessage(request: AccessRequest): Uint8Array {
  const form: JsonObject = { ...request };
  return signedForm('careledger-access-v1', form);
}

/** The name of a request in the two hospitals' journals: SHA-256 over it and its signature. */
export function accessId(request: AccessRequest, signature: string): Hex {
  return toHex(sha256(utf8(canonical({ request: { ...request }, signature }))));
}

/** How long a request may be answered, in ms: a week, since it names an event now and can be sent again (X6 of real consent managers). */
export const ANSWERABLE_MS = 7 * 86_400_000;
