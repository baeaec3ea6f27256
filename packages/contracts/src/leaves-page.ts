import { canonical } from '@careledger/proof';
import type { Call } from './call.ts';
import { hex32, nullable, object, v1 } from './form.ts';
import { mapName } from './leaf.ts';
import { readPage } from './page.ts';

const leavesArgument = object({ v: v1, map: mapName, after: nullable(hex32) });

/** A page of a map's leaves in order of position; `more` says that another page follows. */
export type LeavesPage = { v: 1; leaves: [position: string, leaf: string][]; more: boolean };

/** `leaves({v, map, after})`: canonical text of the page after a position; for evaluation only, its range is large. */
export async function readLeaves(call: Call): Promise<string> {
  const { map, after } = call.argument(leavesArgument);
  const { entries, more } = await readPage(call, { prefix: `leaf:${map}`, after });
  return canonical({ v: 1, leaves: entries, more });
}
