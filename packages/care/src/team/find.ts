import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import { accessEntry } from '../journal/access.ts';
import type { StaffActor } from '../people/actor.ts';
import { list, nullable, record, text } from '../shape.ts';
import { createCareRows } from './care-rows.ts';
import { createFace, type Face } from './face.ts';

/** A patient as a search finds him: limited fields, and whether he is in the finder's care. */
export interface FoundPatient extends Face {
  readonly patient: string;
  readonly number: string | null;
  readonly enrolled: boolean;
  readonly inCare: boolean;
}

const MOST = 50;
const idShape = list(record({ id: text }));
const numberShape = record({ text: nullable(text) });

/** Finds patients of this hospital by name, birth date or number; every word must fit. What is shown is journaled. */
export async function findPatients(
  hospital: Hospital,
  actor: StaffActor,
  options: { text: string; limit?: number },
): Promise<FoundPatient[]> {
  if (actor.role === 'researcher')
    throw new CareError('forbidden', 'Researchers do not look up patients.');
  const words = wordsOf(options.text);
  const { index, people, journal, clock } = hospital;
  const rows = createCareRows(index);
  const face = createFace(hospital);
  const clauses = words.map(() => wordSql).join(' and ');
  const found = idShape(
    index
      .prepare(
        `select c.id from chart_current c where c.type = 'Patient' and c.in_error = 0 and ${clauses} order by c.n desc limit ?`,
      )
      .all(
        ...words.flatMap((word) => [`${word}%`, `% ${word}%`, dated(word), bare(word), word]),
        Math.min(options.limit ?? MOST, MOST),
      ),
    'found',
  );
  const shown: FoundPatient[] = [];
  for (const { id } of found) {
    const row = people.patient(id);
    if (row === undefined) continue;
    shown.push({
      patient: id,
      ...(await face(id)),
      number: numberOf(hospital, id),
      enrolled: row.enrolled,
      inCare: rows.basis(id, actor.handle) !== undefined,
    });
  }
  await journal.append(
    accessEntry({
      at: clock(),
      actor,
      interaction: 'find',
      outcome: 'permitted',
      because: null,
      basis: 'directory',
      patients: shown.map(({ patient }) => patient),
      items: [],
    }),
  );
  return shown;
}

/** A patient's number as it is shown: the national one where there is one. */
export function numberOf({ index }: Pick<Hospital, 'index'>, patient: string): string | null {
  const row = index
    .prepare(
      `select t.text from chart_current c join chart_term t on t.n = c.n and t.param = 'identifier'
       where c.type = 'Patient' and c.id = ?
       order by case when t.extra like '%nhs%' then 0 when t.extra like '%ssn%' then 1 else 2 end, t.ordinal limit 1`,
    )
    .get(patient);
  return row === undefined ? null : numberShape(row, 'number').text;
}

const wordSql = `exists (select 1 from chart_term t where t.n = c.n and (
  (t.param in ('name', 'family', 'given') and (t.text like ? or t.text like ?))
  or (t.param = 'birthdate' and t.low = ?)
  or (t.param = 'identifier' and (replace(lower(t.text), '-', '') = ? or lower(t.text) = ?))))`;

function wordsOf(given: string): string[] {
  // 999 041 7732 is one number; 20 November 1958 is told as 1958-11-20.
  const joined = given.trim().replaceAll(/(?<=\d) (?=\d)/g, '');
  const words = joined
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[\s,%_]+/)
    .filter((word) => word !== '');
  if (words.join('').length < 2 || words.length > 6)
    throw new CareError('invalid', 'Give 2 letters or more of a name, a birth date or a number.');
  return words;
}

function dated(word: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(word) ? Date.parse(`${word}T00:00:00Z`) : -9e15;
}

const bare = (word: string): string => word.replaceAll('-', '');
