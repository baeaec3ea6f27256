import { canonical } from '@careledger/proof';
import type { Call } from './call.ts';
import { hex32, nullable, object, v1 } from './form.ts';
import { mapName } from './leaf.ts';

const PAGE = 1_000;
const leavesArgument = object({ v: v1, map: mapName, after: nullable(hex32) });
const HEX_DIGITS = 64;

/** A page of a map's leaves in order of position; `more` says that another page follows. */
export type LeavesPage = { v: 1; leaves: [position: string, leaf: string][]; more: boolean };

/** `leaves({v, map, after})`: canonical text of the page after a position; for evaluation only, its range is large. */
export async function readLeaves(call: Call): Promise<string> {
  const { map, after } = call.argument(leavesArgument);
  const prefix = `leaf:${map}:`;
  const found = await call.range({
    from: after === null ? prefix : `${prefix}${after}0`,
    until: `leaf:${map};`,
    limit: PAGE + 1,
  });
  const leaves = found
    .slice(0, PAGE)
    .map(([key, leaf]): [string, string] => [key.slice(-HEX_DIGITS), leaf]);
  return canonical({ v: 1, leaves, more: found.length > PAGE });
}
