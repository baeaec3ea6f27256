import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import { jsonRow } from './rows.ts';

const dayMs = 86_400_000;

/** What makes looks alike, so that they stand in one line. */
const alike = ['patient', 'who', 'role', 'interaction', 'outcome', 'because', 'basis', 'purpose']
  .map((column) => `one.${column} is look.${column}`)
  .join(' and ');

/** What tells an emergency of table `access` from the others of its day, as SQL: it has words and a review of its own (C8.3). */
export const onceOnly = (table: string): string =>
  `case when ${table}.interaction = 'break-glass' then ${table}.journal end`;

/**
 * The line of who saw what that an id leads to, and its day (UTC, ms); undefined where there is none. The id may be that of any look
 * in a line: a line is called by its last look, which changes when another alike one comes. One look may concern several patients:
 * with `patient`, the line is hers; without, `invalid` is thrown where there are several.
 */
export function lineOf(
  { index }: Pick<Hospital, 'index'>,
  { id, patient = null }: { id: string; patient?: string | null },
): { id: string; patient?: string; from: number; until: number } | undefined {
  const [kind = '', place = ''] = id.split('/');
  const statement =
    kind === 'access'
      ? `select look.at as at, look.patient as patient, max(one.journal) as last from access look join access one
          on ${alike} and one.at / ${dayMs} = look.at / ${dayMs} and ${onceOnly('one')} is ${onceOnly('look')} where look.journal = ? and look.patient = coalesce(?, look.patient) group by look.patient limit 2`
      : kind === 'flood'
        ? 'select at from flood where journal = ?'
        : 'select at from answer where id = ?';
  const key = place === '' ? id : Number(place);
  const found = index.prepare(statement).all(key, ...(kind === 'access' ? [patient] : []));
  if (found.length > 1)
    throw new CareError('invalid', 'This look concerns several patients: name the patient, too.');
  const { at, last, patient: concerned } = jsonRow(found[0]);
  if (typeof at !== 'number') return undefined;
  const from = Math.floor(at / dayMs) * dayMs;
  return {
    id: typeof last === 'number' ? `access/${last}` : id,
    ...(typeof concerned === 'string' ? { patient: concerned } : {}),
    from,
    until: from + dayMs,
  };
}
