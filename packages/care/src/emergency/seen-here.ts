import { jsonRow, listOf, textOf, type Row } from '../audit/rows.ts';
import type { Hospital } from '../hospital.ts';
import { openForMs } from '../objections/objection-tables.ts';

/** What emergency access showed, and its line in the list of who saw what. */
export interface Shown {
  readonly line: string;
  readonly resources: readonly { type: string; id: string; version: number }[];
}

/**
 * What was looked at under emergency access to the own hospital's chart, and its line in the list of who saw what: the access that
 * stands right after it in the journal.
 */
export function seenHere({ index }: Pick<Hospital, 'index'>, broken: Row): Shown {
  const [patient, who] = [textOf(broken['patient']), textOf(broken['practitioner'])];
  const from = Number(broken['at']);
  const seen = new Map<string, Shown['resources'][number]>();
  const looks = index
    .prepare(
      "select items from access where patient = ? and who = ? and basis = 'emergency' and at >= ? and at < ?",
    )
    .all(patient, who, from, from + openForMs);
  for (const look of looks)
    for (const item of listOf(jsonRow(look)['items'])) {
      if (!Array.isArray(item)) continue;
      const [type, id, version] = item;
      seen.set(item.join('/'), { type: String(type), id: String(id), version: Number(version) });
    }
  return { line: `access/${Number(broken['journal']) + 1}`, resources: [...seen.values()] };
}
