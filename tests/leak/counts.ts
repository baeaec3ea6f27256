import { readers, totalIn, typesOf } from './fhir-paths.ts';
import { isRight, maySee, type Path } from './path.ts';
import type { Cell, Scene, Standing } from './persons.ts';

const count: Path = { name: 'count', by: readers, shows: isRight, asked: () => [] };

/** Asks everybody's totals of each type; gives each that is not the number of entries that he may see. */
export async function unexpectedCounts(scene: Scene): Promise<string[]> {
  const found: string[] = [];
  for (const { standing, token } of scene.persons)
    for (const { type, about } of typesOf(scene)) {
      const query = type === 'Patient' ? `_id=${scene.patient}` : `patient=${scene.patient}`;
      const url = `/fhir/R4/${type}?${query}&_summary=count`;
      const { body } = await scene.northgate.send({ method: 'GET', url }, token);
      const told = totalIn(body) ?? 0;
      const may = scene.entries.filter((cell) => about(cell) && maySee(standing, count, cell));
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
  const ways = (type: string, id: string) => [
    { method: 'GET', url: `/fhir/R4/${type}/${id}` } as const,
    { method: 'GET', url: `/fhir/R4/${type}/${id}/_history/1` } as const,
    { method: 'GET', url: `/fhir/R4/${type}/${id}/_history` } as const,
    { method: 'POST', url: '/api/v1/history', body: { id: `${type}/${id}` } } as const,
    { method: 'POST', url: '/api/v1/prove', body: { id: `${type}/${id}` } } as const,
  ];
  const closed = ['other patient', 'guardian of another scope'];
  for (const { standing, token } of scene.persons.filter((each) => closed.includes(each.standing)))
    for (const entry of scene.entries.filter((cell) => isHidden(standing, cell)))
      for (const [number, hidden] of ways(entry.type, entry.id).entries()) {
        const unknown = ways(entry.type, nobody)[number] ?? hidden;
        const [one, other] = [
          await scene.northgate.send(hidden, token),
          await scene.northgate.send(unknown, token),
        ];
        if (one.status !== other.status || one.body !== other.body)
          found.push(
            `${standing}: ${hidden.method} ${hidden.url} × ${entry.category} is ${one.status}, unknown is ${other.status}`,
          );
      }
  return found;
}

/** A guardian may learn of what lies in his scope that it was entered in error; a stranger learns nothing. */
function isHidden(standing: Standing, cell: Cell): boolean {
  const isHis = cell.kind === 'in error' && standing !== 'other patient';
  return !isHis && !maySee(standing, all, cell);
}

const all: Path = { ...count, name: 'any way' };
