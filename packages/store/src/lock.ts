import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { StoreError, systemCode } from './store-error.ts';

/** A data folder held by this process. */
export interface FolderLock extends AsyncDisposable {
  /** Gives the folder free. */
  release(): Promise<void>;
}

/**
 * Holds a data folder for this process; StoreError 'locked' with the pid of whoever has it. SQLite's
 * lock on the file `lock` is the operating system's own: it ends with its owner, however that ends,
 * also where process numbers mean nothing (containers that share a folder).
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = new Database(join(folder, 'lock'), { timeout: 0 });
  try {
    hold(file);
  } catch (error) {
    const refusal = refusalOf(file, folder, error);
    file.close();
    throw refusal;
  }
  let isHeld = true;
  const release = async (): Promise<void> => {
    if (!isHeld) return;
    isHeld = false;
    // Closing alone leaves the transaction, and with it the lock, to the garbage collector.
    file.exec('rollback');
    file.close();
  };
  return { release, [Symbol.asyncDispose]: release };
}

function hold(file: Database.Database): void {
  file.exec('begin immediate');
  file.exec('create table if not exists owner (pid integer not null)');
  file.exec('delete from owner');
  file.prepare('insert into owner values (?)').run(process.pid);
  // The number is committed so that others can read it; whoever comes in between is the owner then.
  file.exec('commit');
  file.exec('begin immediate');
}

function refusalOf(file: Database.Database, folder: string, error: unknown): StoreError {
  if (!systemCode(error)?.startsWith('SQLITE_BUSY'))
    return new StoreError(
      'unusable',
      `the lock of ${folder} cannot be used: make sure that no process uses the folder, remove the file "lock", and try again`,
      {},
      error,
    );
  const pid = ownerOf(file);
  return new StoreError(
    'locked',
    `${folder} is in use by process ${pid ?? 'unknown'}: stop that one, or use another folder`,
    pid === undefined ? {} : { pid },
  );
}

function ownerOf(file: Database.Database): number | undefined {
  try {
    const row: unknown = file.prepare('select pid from owner').get();
    return typeof row === 'object' && row !== null && 'pid' in row && typeof row.pid === 'number'
      ? row.pid
      : undefined;
  } catch {
    return undefined;
  }
}
