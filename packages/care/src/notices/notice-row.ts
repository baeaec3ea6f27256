import type { Json } from '@careledger/proof';
import { integer, list, nullable, oneOf, record, text } from '../shape.ts';

/** What a notice is about. */
export type NoticeKind =
  'access' | 'consent' | 'correction' | 'credential' | 'emergency' | 'request' | 'review';

const kind = oneOf(
  'access',
  'consent',
  'correction',
  'credential',
  'emergency',
  'request',
  'review',
);

const deliveryShape = record({
  channel: oneOf('mail', 'webhook'),
  owner: text,
  state: oneOf('failed', 'sent', 'waiting'),
  attempts: integer,
  nextAt: integer,
});
const shape = record({
  to: text,
  kind,
  patient: nullable(text),
  about: nullable(text),
  at: integer,
  openedAt: nullable(integer),
  escalatedAt: nullable(integer),
  deliveries: list(deliveryShape),
});

/** One way that a notice takes out of the house: by which channel to whom, how often tried, when next (ms). */
export type Delivery = ReturnType<typeof deliveryShape>;

/** That there is something new for a patient (`patient:<id>`), a user (`user:<name>`) or a role (`role:<role>`): registry kind `outgoing`. */
export type NoticeRow = ReturnType<typeof shape>;

/** Reads a row of kind `outgoing`. */
export function noticeRowOf(value: Json): NoticeRow {
  return shape(value, 'outgoing');
}
