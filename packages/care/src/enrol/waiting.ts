import { parse, patientLeaf, type PatientLeaf } from '@careledger/contracts';
import type { Hex, Json } from '@careledger/proof';
import { integer, json, nullable, oneOf, record, text } from '../shape.ts';

/** What two of staff may sign about a patient. */
export type WaitingKind = 'add-passkey' | 'enrol' | 'guardian' | 'guardian-end' | 'replace';

const kind = oneOf('add-passkey', 'enrol', 'guardian', 'guardian-end', 'replace');
const state = oneOf('done', 'waiting', 'withdrawn');
const passkeyShape = record({ id: text, spki: text, rpId: text });

const shape = record({
  kind,
  state,
  patient: text,
  handle: text,
  identity: text,
  code: text,
  first: text,
  second: nullable(text),
  at: integer,
  until: integer,
  passkey: nullable(passkeyShape),
  about: json,
  leaf: nullable(json),
  nonce: nullable(text),
  old: nullable(text),
  signature: nullable(text),
  card: nullable(text),
  stop: nullable(text),
  documentNonce: nullable(text),
  tx: nullable(text),
});

/** An act about a patient that one of staff has begun and a second confirms at a place of his own (registry kind `waiting`). */
export type WaitingRow = ReturnType<typeof shape>;

/** Reads a row of kind `waiting`. */
export function waitingOf(value: Json): WaitingRow {
  return shape(value, 'waiting');
}

/** The leaf that the first has signed; undefined while a passkey is wanted. */
export function signedLeaf(
  row: WaitingRow,
): { leaf: PatientLeaf; nonce: Hex; signature: string } | undefined {
  const { leaf, nonce, signature } = row;
  if (leaf === null || nonce === null || signature === null) return undefined;
  return { leaf: parse(patientLeaf, leaf), nonce, signature };
}
