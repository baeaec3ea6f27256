import { spawn } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type Database from 'libsql';
import { machineDisk } from './disk.ts';
import { indexOver, openDatabase, type IndexDb } from './index-db.ts';
import {
  closedSeal,
  exists,
  indexSealPath,
  indexState,
  journalsOf,
  openSeal,
} from './index-seal.ts';
import { StoreError } from './store-error.ts';

/** Which index, under which key, of which schema version. */
export interface IndexOptions {
  readonly file: string;
  /** 32 bytes as hex. */
  readonly keyHex: string;
  /** Version of the tables; another one is made again from the logs. */
  readonly schema: number;
  /** How long the integrity check after an unclean stop may take; 60 s. */
  readonly checkMs?: number;
}

/** An open index; closing it seals it. */
export interface Index extends IndexDb, AsyncDisposable {
  close(): Promise<void>;
}

/** Why an index must be made again from the logs. */
export type RebuildReason = 'absent' | 'changed' | 'damaged' | 'schema';

/** An index that can be used, or the reason why `createIndex` and the logs must make a new one. */
export type OpenedIndex =
  | { readonly state: 'ready'; readonly index: Index }
  | { readonly state: 'rebuild'; readonly why: RebuildReason };

/**
 * Opens an index only if it is as the last clean stop left it (its digest is checked before SQLite
 * sees a byte) or, after an unclean stop, if a process of its own finds it whole.
 */
export async function openIndex(options: IndexOptions): Promise<OpenedIndex> {
  const { file, keyHex, schema, checkMs = 60_000 } = options;
  checkKey(keyHex);
  if (!(await exists(file))) return { state: 'rebuild', why: 'absent' };
  const state = await indexState(file, keyHex, schema);
  if (state === 'changed' || state === 'schema') return { state: 'rebuild', why: state };
  if (state === 'open' && !(await isWhole(file, keyHex, checkMs)))
    return { state: 'rebuild', why: 'damaged' };
  return { state: 'ready', index: await take(options) };
}

/** Removes what is there and makes an empty index. */
export async function createIndex(options: IndexOptions): Promise<Index> {
  checkKey(options.keyHex);
  const { file } = options;
  for (const path of [indexSealPath(file), ...journalsOf(file), file])
    await rm(path, { force: true });
  return take(options);
}

function checkKey(keyHex: string): void {
  if (!/^[0-9a-f]{64}$/.test(keyHex))
    throw new StoreError('unusable', 'the key of an index is 32 bytes as lower-case hex');
}

async function take({ file, keyHex, schema }: IndexOptions): Promise<Index> {
  await machineDisk.writeNew(indexSealPath(file), Buffer.from(openSeal(keyHex, schema), 'utf8'));
  const database = openDatabase(file, keyHex);
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = normal');
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= sealAndClose(database, { file, keyHex, schema }));
  return { ...indexOver(database), close, [Symbol.asyncDispose]: close };
}

async function sealAndClose(database: Database.Database, options: IndexOptions): Promise<void> {
  const { file, keyHex, schema } = options;
  const isFolded = foldJournal(database);
  database.close();
  if (!isFolded) return;
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  const seal = await closedSeal(file, keyHex, schema);
  await machineDisk.writeNew(indexSealPath(file), Buffer.from(seal, 'utf8'));
}

/** Brings everything into the one file; false while a reader holds on to the journal. */
function foldJournal(database: Database.Database): boolean {
  try {
    if (database.inTransaction) database.exec('rollback');
    database.exec('pragma wal_checkpoint(truncate)');
    const mode: unknown = database.prepare('pragma journal_mode = delete').raw(true).get();
    return Array.isArray(mode) && mode[0] === 'delete';
  } catch {
    return false;
  }
}

function isWhole(file: string, keyHex: string, checkMs: number): Promise<boolean> {
  const script = fileURLToPath(new URL('./index-check.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, file], {
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: checkMs,
    killSignal: 'SIGKILL',
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(keyHex);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += String(text);
  });
  return new Promise((settle) => {
    child.on('error', () => settle(false));
    child.on('close', (code) => settle(code === 0 && said === 'whole'));
  });
}
