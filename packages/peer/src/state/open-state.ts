import { createIndex, openIndex, type IndexOptions } from '@careledger/store';
import { tablesVersion } from './tables.ts';
import { openWorldState, type WorldState } from './world-state.ts';

/** World state in its encrypted file; closing seals the file. */
export interface StateFile {
  readonly state: WorldState;
  /** Why the file was made anew from the blocks; undefined when it was used as it was. */
  readonly rebuilt: string | undefined;
  close(): Promise<void>;
}

/** Opens the state, or makes an empty one (which the blocks then fill) where it is absent, changed, damaged or `height` is behind it. */
export async function openState(file: string, key: Uint8Array, height: number): Promise<StateFile> {
  const opened = await openIndex(optionsOf(file, key));
  if (opened.state === 'rebuild') return renewState(file, key, opened.why);
  const { index } = opened;
  const state = openWorldState(index);
  if (state.head.height <= height) return { state, rebuilt: undefined, close: () => index.close() };
  await index.close();
  return renewState(file, key, 'ahead');
}

/** Removes what is there and makes an empty state. */
export async function renewState(
  file: string,
  key: Uint8Array,
  rebuilt = 'differs',
): Promise<StateFile> {
  const index = await createIndex(optionsOf(file, key));
  return { state: openWorldState(index), rebuilt, close: () => index.close() };
}

function optionsOf(file: string, key: Uint8Array): IndexOptions {
  return { file, keyHex: Buffer.from(key).toString('hex'), schema: tablesVersion };
}
