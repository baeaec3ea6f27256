import { nullable, record, text } from '../shape.ts';
import type { IndexDb } from './projection.ts';

/** A record that was looked at as the journal has it: type, id, version. */
type Item = readonly unknown[];

const ownerShape = record({ patient: nullable(text) });

/**
 * Shares out the records of one look among the patients that it concerns: each has those of her own and those that are nobody's. Of
 * several patients, none has a record that the index does not know. Wants the chart's tables in step with the journal.
 */
export function createOwnItems(
  db: IndexDb,
): (patients: readonly string[], items: readonly Item[]) => ReadonlyMap<string, readonly Item[]> {
  const stored = db.prepare(
    'select patient from chart_version where type = ? and id = ? and version = ?',
  );
  const ownerOf = ([type, id, version]: Item): string | null | undefined => {
    const row = stored.get(String(type), String(id), Number(version));
    return row === undefined ? undefined : ownerShape(row, 'version').patient;
  };
  return (patients, items) => {
    if (patients.length === 1) return new Map(patients.map((only) => [only, items]));
    const shares = new Map(patients.map((patient): [string, Item[]] => [patient, []]));
    for (const item of items) {
      const owner = ownerOf(item);
      if (owner === null) for (const share of shares.values()) share.push(item);
      else if (owner !== undefined) shares.get(owner)?.push(item);
    }
    return shares;
  };
}
