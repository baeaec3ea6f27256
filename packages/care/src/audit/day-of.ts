import type { Hospital } from '../hospital.ts';
import { jsonRow } from './rows.ts';

const dayMs = 86_400_000;

/** The day (UTC, ms) of one line of who saw what, by which lines are folded; undefined where there is no such line. */
export function dayOf(
  { index }: Pick<Hospital, 'index'>,
  id: string,
): { from: number; until: number } | undefined {
  const [kind = '', place = ''] = id.split('/');
  const statement =
    kind === 'access'
      ? 'select at from access where journal = ?'
      : kind === 'flood'
        ? 'select at from flood where journal = ?'
        : 'select at from answer where id = ?';
  const key = place === '' ? id : Number(place);
  const { at } = jsonRow(index.prepare(statement).get(key));
  if (typeof at !== 'number') return undefined;
  const from = Math.floor(at / dayMs) * dayMs;
  return { from, until: from + dayMs };
}
