import type { NodeEvent } from '../../api/live.ts';
import { at } from '../record/json.ts';

/**
 * The hospitals at which the permission of this patient has ended, after one more event; a copy that was closed or that came to its
 * date ended without that (C11).
 */
export function endedAfter(
  ended: readonly string[],
  { kind, type, member, patient }: NodeEvent,
  about: string,
): readonly string[] {
  if (kind !== 'consent' || member === undefined || patient !== about) return ended;
  const others = ended.filter((each) => each !== member);
  return type === 'taken-back' ? [...others, member] : others;
}

/** The rows of an answer of the operation `copies` that are still held after an event. */
export function heldAfter(rows: readonly unknown[], { kind, member, id }: NodeEvent): unknown[] {
  const isOfCopy = kind === 'consent' && member !== undefined && id !== undefined;
  return rows.filter((row) => !isOfCopy || at(row, 'request') !== id);
}
