import { createHmac } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { feedFile } from './digest.ts';
import { systemCode } from './store-error.ts';

/** What the seal beside an index says of it. */
export type IndexState = 'closed' | 'open' | 'changed' | 'schema';

/** Where an index's seal lies. */
export function indexSealPath(file: string): string {
  return `${file}.seal`;
}

/** The seal of an index in use, of which only an integrity check can say more. */
export function openSeal(keyHex: string, schema: number): string {
  return text('open', schema, mac(keyHex, schema, 'open').digest('hex'));
}

/** The seal of an index after a clean stop: it covers every byte of the file. */
export async function closedSeal(file: string, keyHex: string, schema: number): Promise<string> {
  const hasher = mac(keyHex, schema, 'closed');
  await feedFile(file, (bytes) => hasher.update(bytes));
  return text('closed', schema, hasher.digest('hex'));
}

/** Compares an index with its seal without opening it. */
export async function indexState(
  file: string,
  keyHex: string,
  schema: number,
): Promise<IndexState> {
  const found = await readFile(indexSealPath(file), 'utf8').catch(() => '');
  const written = Number(/"schema":(\d{1,9}),/.exec(found)?.[1] ?? Number.NaN);
  if (Number.isNaN(written)) return 'changed';
  const isOpen = found === openSeal(keyHex, written);
  if (!isOpen && (await hasJournal(file))) return 'changed';
  if (!isOpen && found !== (await closedSeal(file, keyHex, written))) return 'changed';
  if (written !== schema) return 'schema';
  return isOpen ? 'open' : 'closed';
}

/** Files that SQLite keeps beside an open index; a clean stop leaves none. */
export function journalsOf(file: string): string[] {
  return [`${file}-wal`, `${file}-shm`, `${file}-journal`];
}

async function hasJournal(file: string): Promise<boolean> {
  for (const journal of journalsOf(file)) if (await exists(journal)) return true;
  return false;
}

/** Whether a file is there. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function mac(keyHex: string, schema: number, state: string) {
  return createHmac('sha256', `careledger-index-v1 ${keyHex}`).update(`${state} ${schema}\n`);
}

function text(state: string, schema: number, sum: string): string {
  return `${JSON.stringify({ v: 1, state, schema, sum })}\n`;
}
