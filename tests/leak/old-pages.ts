import { cellsIn, textOf } from './path.ts';
import type { Cell, Scene } from './persons.ts';

/** The first page of Ann's problems, and the link to the next one. */
export interface Page {
  readonly next: string;
}

/** Asks for a first page: her problems, three at a time. */
export async function firstPage(
  scene: Scene,
  token: string,
  url = `/fhir/R4/Condition?patient=${scene.patient}&_count=3`,
): Promise<Page> {
  const { body } = await scene.northgate.send({ method: 'GET', url }, token);
  const found = /"relation":"next","url":"([^"]+)"|"url":"([^"]+)","relation":"next"/.exec(body);
  const { pathname, search } = new URL(found?.[1] ?? found?.[2] ?? 'http://none/');
  return { next: pathname + search };
}

/** What the next page shows. */
export async function nextPage(scene: Scene, token: string, { next }: Page): Promise<Cell[]> {
  const sent = { method: 'GET', url: next } as const;
  return cellsIn(textOf(await scene.northgate.send(sent, token)), scene.cells, { sent });
}
