import { readers, totalIn, typesOf } from './fhir-paths.ts';
import type { Answer, Sent } from './hospitals.ts';
import { isRight, maySee, type Path, type Walked } from './path.ts';
import type { Cell, Person, Scene, Standing } from './persons.ts';

const count: Path = { name: 'count', way: 'count', by: readers, shows: isRight, asked: () => [] };

/** Asks everybody's totals of each type; gives each that is not the number of entries that he may see. */
export async function unexpectedCounts(
  scene: Scene,
  walked: Walked = new Set(),
): Promise<string[]> {
  const found: string[] = [];
  for (const person of scene.persons) walked.add(`${person.standing} × count`);
  for (const person of scene.persons)
    for (const { type, about } of typesOf(scene)) {
      const query = type === 'Patient' ? `_id=${scene.patient}` : `patient=${scene.patient}`;
      const url = `/fhir/R4/${type}?${query}&_summary=count`;
      const { standing, token } = person;
      const { body } = await scene.northgate.send({ method: 'GET', url }, token);
      const told = totalIn(body) ?? 0;
      const may = scene.entries.filter((cell) => about(cell) && maySee(person, count, cell));
      if (told !== may.length)
        found.push(`${standing}: count × ${type} is ${told}, not ${may.length} (GET ${url})`);
    }
  return found;
}

/**
 * Asks patients and guardians for what they may not see and for what does not exist; gives each path on which the two differ
 * (C12: a refusal, an unknown one and a hidden one are the same).
 */
export async function unlikeUnknown(scene: Scene): Promise<string[]> {
  const found: string[] = [];
  const nobody = '00000000-0000-4000-8000-000000000000';
  const asked = (type: string, id: string): Sent[] => [
    ...['GET', 'HEAD'].flatMap((method) =>
      ['', '/_history/1', '/_history'].map((more): Sent => ({
        method: method === 'HEAD' ? method : 'GET',
        url: `/fhir/R4/${type}/${id}${more}`,
      })),
    ),
    { method: 'GET', url: `/fhir/R4/${type}?_id=${id}&_summary=count` },
    { method: 'PUT', url: `/fhir/R4/${type}/${id}`, body: { resourceType: type, id } },
    { method: 'POST', url: '/api/v1/history', body: { id: `${type}/${id}` } },
    { method: 'POST', url: '/api/v1/prove', body: { id: `${type}/${id}` } },
  ];
  for (const person of scene.persons.filter(({ standing }) => closed.includes(standing)))
    for (const entry of scene.entries.filter((cell) => isHidden(person, cell)))
      for (const [number, hidden] of asked(entry.type, entry.id).entries()) {
        const unknown = asked(entry.type, nobody)[number] ?? hidden;
        const [one, other] = [
          await scene.northgate.send(hidden, person.token),
          await scene.northgate.send(unknown, person.token),
        ];
        if (seenOf(one, entry.id) !== seenOf(other, nobody))
          found.push(
            `${person.standing}: ${hidden.method} ${hidden.url} × ${entry.category} is ${one.status}, unknown is ${other.status}`,
          );
      }
  return found;
}

const closed: readonly Standing[] = [
  'other patient',
  'guardian of another scope',
  'guardian who may see a label',
  'guardian whose period ended',
];

/** Everything of an answer but the clock and the id that was asked for. */
export function seenOf({ status, headers, body }: Answer, id: string): string {
  const { date, ...rest } = headers;
  void date;
  return JSON.stringify({ status, rest, body }).replaceAll(id, '<id>');
}

/** A guardian may learn of what lies in his scope that it was entered in error; a stranger learns nothing. */
function isHidden(person: Person, cell: Cell): boolean {
  const isHis = cell.kind === 'in error' && person.standing !== 'other patient';
  return !isHis && !maySee(person, all, cell);
}

const all: Path = { ...count, name: 'any way' };
