import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { machineDisk, syncFolder } from './disk.ts';
import { openLog } from './log.ts';
import { readSeal, type LogSeal } from './log-seal.ts';
import { damaged, listSegments, type SegmentFile } from './segments.ts';
import { StoreError, systemCode } from './store-error.ts';

/** A log in a backup: its size and the chain hash that stands for its content. */
export interface BackedUp {
  readonly log: string;
  readonly size: number;
  readonly head: string;
}

/** Logs of one folder, and the new folder that gets their copy. */
export interface BackupPart {
  readonly folder: string;
  readonly names: readonly string[];
  readonly to: string;
}

/**
 * Copies logs of one moment, also beside the processes that write them, each part into a new folder, checks every entry of the
 * copies and seals them: opening a copy restores it. Name the logs that refer to others first, so that what they refer to is in
 * the copy. Gives what was copied, part by part. StoreError 'not-empty', or 'damaged' with the place.
 */
export async function backup(...parts: readonly BackupPart[]): Promise<BackedUp[][]> {
  for (const { to } of parts)
    if (!(await isFree(to)))
      throw new StoreError(
        'not-empty',
        `${to} holds files already: name a new folder for the backup`,
      );
  // All sizes are taken before anything is copied, which may last.
  const taken: { to: string; logs: Taken[] }[] = [];
  for (const { folder, names, to } of parts) {
    const logs: Taken[] = [];
    for (const name of names) logs.push(await take(folder, name));
    taken.push({ to, logs });
  }
  const done: BackedUp[][] = [];
  for (const { to, logs } of taken) done.push(await copyInto(`${to}.part`, logs));
  for (const { to } of parts) {
    await rename(`${to}.part`, to);
    await syncFolder(dirname(to));
  }
  return done;
}

async function copyInto(draft: string, logs: readonly Taken[]): Promise<BackedUp[]> {
  await rm(draft, { recursive: true, force: true });
  const done: BackedUp[] = [];
  for (const { name, seal, segments } of logs) {
    await mkdir(join(draft, name), { recursive: true, mode: 0o700 });
    for (const segment of segments) await copySegment(segment, join(draft, name));
    const copy = await openLog({ folder: draft, name });
    const { size, head } = copy;
    await copy.close();
    if (seal !== undefined && (seal.size !== size || seal.head !== head))
      throw damaged(name, segments.length - 1, size, 'it is not as the clean stop left it');
    done.push({ log: name, size, head });
  }
  return done;
}

interface Taken {
  readonly name: string;
  readonly seal: LogSeal | undefined;
  readonly segments: readonly SegmentFile[];
}

async function take(folder: string, name: string): Promise<Taken> {
  const home = join(folder, name);
  try {
    const seal = await readSeal(home, name);
    const segments = await listSegments(home, name);
    // Whoever appended meanwhile took the seal away first.
    const isSealed = seal !== undefined && (await readSeal(home, name)) !== undefined;
    return { name, seal: isSealed ? seal : undefined, segments };
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    throw new StoreError('absent', `there is no log ${name} in ${folder}`, { log: name }, error);
  }
}

async function isFree(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return true;
    throw error;
  }
}

async function copySegment(
  segment: { path: string; bytes: number },
  folder: string,
): Promise<void> {
  const path = join(folder, segment.path.slice(-'00000000.log'.length));
  await copyFile(segment.path, path);
  const file = await machineDisk.openFile(path);
  try {
    // What was written since the sizes were taken belongs to a later moment.
    if ((await stat(path)).size > segment.bytes) await file.truncate(segment.bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
