import { covers } from '@careledger/fhir';
import type { Json } from '@careledger/proof';
import { integer, list, nullable, oneOf, record, text } from '../shape.ts';

const shape = record({
  patient: text,
  name: text,
  relation: text,
  scope: oneOf('consent', 'view'),
  categories: list(text),
  from: integer,
  until: nullable(integer),
});

/**
 * Under which bounds somebody acts for a patient: kinds and labels of records, a period, and whether he may sign consent
 * (registry kind `guardian`, id = credential).
 */
export type Guardianship = ReturnType<typeof shape>;

/** Reads a row of kind `guardian`. */
export function guardianshipOf(value: Json): Guardianship {
  return shape(value, 'guardian');
}

/** Whether a guardianship is in force at a time. */
export function isInForce({ from, until }: Guardianship, at: number): boolean {
  return from <= at && (until === null || at < until);
}

/** Whether a guardian sees a record: its kind and each of its sensitive labels is named, so that confidential items stay hidden (I7). */
export function guardianSees(
  { categories }: Guardianship,
  record: { readonly kind: string; readonly labels: readonly string[] },
): boolean {
  return record.kind === 'directory' || covers(categories, record);
}
