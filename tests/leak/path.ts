import type { Answer, Sent } from './hospitals.ts';
import type { Cell, Person, Scene, Standing } from './persons.ts';

/** One request on a path, and the cells that it is about; `mark` stands for them where their own words cannot appear. */
export interface Asked {
  readonly sent: Sent;
  readonly about?: (cell: Cell) => boolean;
  readonly mark?: RegExp;
}

/** The thirteen kinds of path on which a record could come out. */
export const ways = [
  'read',
  'vread',
  'history',
  'search',
  'count',
  'sort',
  'include',
  'export',
  'event stream',
  'cursor of an old page',
  'cache',
  'error message',
  'page data',
] as const;
export type Way = (typeof ways)[number];

/** A way on which something of Ann's could come out. */
export interface Path {
  readonly name: string;
  readonly way: Way;
  /** Who is given something here. */
  readonly by: readonly Standing[];
  /** What they are given, where it also lies within their scope. */
  readonly shows: (cell: Cell) => boolean;
  /** Whether it is everybody's own: nobody counts for another here. */
  readonly isOwn?: boolean;
  /** Whether something that they may see can be absent. */
  readonly perhaps?: boolean;
  readonly asked: (scene: Scene, person: Person) => readonly Asked[] | Promise<readonly Asked[]>;
}

/** Whether this is an entry of her record, and not words beside it. */
export const isEntry = ({ isBeside }: Cell): boolean => isBeside !== true;
/** Whether this is an entry of her record that holds. */
export const isRight = (cell: Cell): boolean => isEntry(cell) && cell.kind !== 'in error';

/**
 * What the rules say of one cell (C1, C2, I7, R1, R3.2), written down without a line of the product: somebody sees what a path
 * shows to whom he is, without the kinds and labels that she hides from him; a guardian only what his scope names by kind and by each label; patient and guardian nothing that was entered in error.
 */
export function maySee(person: Person, path: Path, cell: Cell): boolean {
  const { standing, as, scope, hidden = [] } = person;
  const isHis = path.by.includes(path.isOwn === true ? standing : as);
  if (!isHis || !path.shows(cell)) return false;
  if (isEntry(cell) && [cell.kind, ...cell.labels].some((each) => hidden.includes(each)))
    return false;
  if (cell.kind === 'in error') return standing !== 'patient' && scope === undefined;
  return scope === undefined || [cell.kind, ...cell.labels].every((each) => scope.includes(each));
}

/** What stands beside a record may go together with what she hides of it. */
function mayLack({ hidden }: Person, path: Path, cell: Cell): boolean {
  return path.perhaps === true || (hidden !== undefined && !isEntry(cell));
}

/** Everything of an answer in which something could stand. */
export function textOf({ status, headers, body }: Answer): string {
  return `${status}\n${JSON.stringify(headers)}\n${body}`;
}

/** What has been walked, as standing × way. */
export type Walked = Set<string>;

/** The cells that an answer shows. */
export function cellsIn(text: string, cells: readonly Cell[], asked: Asked): Cell[] {
  const { mark, about = () => true } = asked;
  return cells.filter((cell) => {
    const word = mark !== undefined && about(cell) ? mark : cell.word;
    return typeof word === 'string'
      ? text.toLowerCase().includes(word.toLowerCase())
      : word.test(text);
  });
}

/** Walks every person along a path; gives each unexpected cell as person × path × category with its request. */
export async function unexpectedOn(
  path: Path,
  scene: Scene,
  walked: Walked = new Set(),
): Promise<string[]> {
  const unexpected: string[] = [];
  for (const person of scene.persons) {
    const { standing, token } = person;
    walked.add(`${standing} × ${path.way}`);
    for (const asked of await path.asked(scene, person)) {
      const { sent, about = () => true } = asked;
      const answer = await scene.northgate.send(sent, token);
      const found = new Set(cellsIn(textOf(answer), scene.cells, asked));
      for (const cell of scene.cells) {
        const may = about(cell) && maySee(person, path, cell);
        const isMissing = may && !found.has(cell) && !mayLack(person, path, cell);
        if (found.has(cell) && !may)
          unexpected.push(lineOf('sees', { standing, path, cell, sent, answer }));
        if (isMissing) unexpected.push(lineOf('misses', { standing, path, cell, sent, answer }));
      }
      if (found.size > 0 && answer.headers['cache-control'] !== 'no-store')
        unexpected.push(`${standing} × ${path.name}: the answer may be kept by a cache`);
      if (answer.status >= 500) unexpected.push(`${standing} × ${path.name}: ${answer.status}`);
    }
  }
  return unexpected;
}

function lineOf(
  what: 'misses' | 'sees',
  at: { standing: Standing; path: Path; cell: Cell; sent: Sent; answer: Answer },
): string {
  const { method, url, body } = at.sent;
  const request = `${method} ${url}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`;
  return `${at.standing} ${what}: ${at.path.name} × ${at.cell.category} (${at.answer.status} to ${request.slice(0, 200)})`;
}
