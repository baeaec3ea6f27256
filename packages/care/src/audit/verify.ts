import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openMasterKey } from '@careledger/keys';
import { countEntries, indexState, verifyLog, type Finding } from '@careledger/store';
import { indexKeyOf, stateKeyOf } from '../hospital-keys.ts';

/** The logs of a node, those that refer to others first. */
export const logNames = ['registry', 'journal', 'vault', 'blocks'] as const;

/** Schema versions of the two indexes that stand beside the logs. */
export interface IndexSchemas {
  readonly index: number;
  readonly state: number;
}

/** Everything of a node that is checked, in this order. */
export const storeNames = [...logNames, 'index', 'state'] as const;

/** A log or an index. */
export type StoreName = (typeof storeNames)[number];

/**
 * Checks every log and both indexes of a node's folder, offline or beside the running node: yields each fault with its log,
 * segment and entry, and what a crash left unfinished. An index is compared with its seal before anybody opens it (J4); one that
 * is not there at all, as in a backup, is no fault. The keys are needed where there is an index: `KeysError` 'no-master-key'.
 */
export async function* verifyNode(folder: string, schemas: IndexSchemas): AsyncGenerator<Finding> {
  for (const name of storeNames) yield* verifyStore(folder, name, schemas);
}

/** Checks one of them. */
export async function* verifyStore(
  folder: string,
  name: StoreName,
  schemas: IndexSchemas,
): AsyncGenerator<Finding> {
  if (name !== 'index' && name !== 'state') return yield* verifyLog(folder, name);
  const file = `${name}.sqlite`;
  const path = join(folder, file);
  if (!existsSync(path)) {
    if (existsSync(`${path}.seal`)) yield { log: name, segment: file, entry: null, what: gone };
    return;
  }
  const masterKey = openMasterKey(join(folder, 'keys', 'master.key'));
  const keyHex = name === 'index' ? indexKeyOf(masterKey) : stateKeyOf(masterKey);
  const state = await indexState(path, keyHex, schemas[name]);
  if (state === 'changed') yield { log: name, segment: file, entry: null, what: changed };
}

const changed = 'it is not as the clean stop left it; the next start makes it anew';
const gone = 'it is missing, and its seal is there; the next start makes it anew';

/** How many entries one of them holds; an index has none of its own. */
export async function countStore(folder: string, name: StoreName): Promise<number> {
  return name === 'index' || name === 'state' ? 0 : countEntries(folder, name);
}
