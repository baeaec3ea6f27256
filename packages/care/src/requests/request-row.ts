import type { Json } from '@careledger/proof';
import { integer, json, nullable, oneOf, record, text } from '../shape.ts';
import { accessRequestOf, type AccessRequest } from './access-request.ts';

const shape = record({
  patient: nullable(text),
  form: json,
  role: text,
  until: integer,
  state: oneOf('denied', 'granted', 'open'),
  decidedAt: nullable(integer),
  grant: nullable(text),
});

/** A request as the custodian keeps it (registry kind `access-request`); the card's code is not kept. */
export interface RequestRow extends Omit<ReturnType<typeof shape>, 'form'> {
  readonly form: AccessRequest;
}

/** Reads a row of kind `access-request`. */
export function requestRowOf(value: Json): RequestRow {
  const row = shape(value, 'access-request');
  return { ...row, form: accessRequestOf(row.form) };
}
