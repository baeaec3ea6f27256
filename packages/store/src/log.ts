import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CommitQueue } from './commit-queue.ts';
import { machineDisk, syncFolder, type Disk } from './disk.ts';
import { frameBytes, MAX_BODY } from './frame.ts';
import { LogReader, type Entry } from './log-reader.ts';
import { readSeal } from './log-seal.ts';
import { FileTree, Frontier, type LogTree } from './log-tree.ts';
import { Offsets } from './offsets.ts';
import { resumeCrashed, resumeSealed, type Unfinished } from './recover.ts';
import { chainStart, LOG_NAME } from './segment-header.ts';
import { damaged, listSegments, soundSegments, type Segment } from './segments.ts';
import { makeSegment, SegmentWriter, type Group, type NewEntry } from './segment-writer.ts';
import { SideFile } from './side-file.ts';
import { diskError, StoreError } from './store-error.ts';

/** Which log, and its bounds in bytes. */
export interface LogOptions {
  /** The folder in which the log's own folder lies. */
  readonly folder: string;
  /** `blocks`, `journal`, `vault`, `registry` or another name of lower-case letters, digits, hyphens. */
  readonly name: string;
  /** A segment that would grow beyond this is followed by a new one; 64 MiB. */
  readonly segmentBytes?: number;
  /** What may wait for the disk; 64 MiB. */
  readonly queueBytes?: number;
}

/** How a log was found when it was opened. */
export interface Opening {
  readonly state: 'new' | 'clean' | 'crashed';
  /** What a crash left half written and was cut off. */
  readonly unfinished: Unfinished | undefined;
  /** The files derived from the log were absent, or not as the clean stop left them, and were made anew. */
  readonly isDerivedAnew: boolean;
}

/** An append-only log: what it acknowledged is on disk, in order, chained, and provable. */
export interface Log extends AsyncDisposable {
  readonly name: string;
  readonly opening: Opening;
  /** Entries on disk. */
  readonly size: number;
  /** Chain hash of the last entry, as hex: it stands for the whole log. */
  readonly head: string;
  readonly tree: LogTree;
  /**
   * Settles with the entry's index once it is on disk; appends of the same time share one sync. The
   * body is not to be changed meanwhile. Rejects with StoreError 'no-space', 'io', 'failed',
   * 'queue-full', 'too-large' or 'closed'; the entry is then not acknowledged.
   */
  append(body: Uint8Array, leaf?: string): Promise<number>;
  /** Settles with the first index; after a crash all of the entries are there, or none. */
  appendAll(entries: readonly NewEntry[]): Promise<number>;
  /** The body of an entry; StoreError 'absent', or 'damaged' with its place. */
  read(index: number): Promise<Buffer>;
  /** An entry with its leaf commitment. */
  entry(index: number): Promise<Entry>;
  /** Entries from an index (default 0) to the end; a body is copied by whoever keeps it long. */
  entries(from?: number): AsyncGenerator<Entry>;
  /** Waits for what was appended, and seals the log: a changed byte is detected from now on. */
  close(): Promise<void>;
}

const MIB = 1024 * 1024;
// A place in a segment has four bytes, and a group may go beyond the bound by its own length.
const MAX_SEGMENT = 2048 * MIB;

/** Opens a log, or makes it; whoever opens it holds the lock of its data folder (`lockFolder`). */
export async function openLog(
  options: LogOptions,
  { disk = machineDisk }: { disk?: Disk } = {},
): Promise<Log> {
  const { name, segmentBytes = 64 * MIB, queueBytes = 64 * MIB } = options;
  if (!LOG_NAME.test(name))
    throw new StoreError('unusable', `"${name}" cannot be the name of a log`);
  if (!(segmentBytes >= 1 && segmentBytes <= MAX_SEGMENT))
    throw new StoreError('unusable', `a segment has at most ${MAX_SEGMENT} bytes`, { log: name });
  try {
    return await open({ folder: options.folder, name, segmentBytes, queueBytes }, disk);
  } catch (error) {
    throw diskError(name, error);
  }
}

async function open(options: Required<LogOptions>, disk: Disk): Promise<Log> {
  const { name, segmentBytes, queueBytes } = options;
  const folder = join(options.folder, name);
  await makeFolder(options.folder, folder);
  const seal = await readSeal(folder, name);
  const found = soundSegments(await listSegments(folder, name), name);
  if (found.length === 0 && seal !== undefined) throw damaged(name, 0, undefined, 'it is missing');
  const segments = found.length === 0 ? [await firstSegment(folder, name, disk)] : found;
  const tree = new FileTree(SideFile.open(join(folder, 'tree')), name);
  const offsets = new Offsets(SideFile.open(join(folder, 'offsets')));
  try {
    const parts = { name, folder, segments, tree, offsets };
    const standing = await (seal === undefined
      ? resumeCrashed(parts, disk)
      : resumeSealed(parts, seal));
    const { unfinished, isDerivedAnew } = standing;
    const sealState = seal === undefined ? 'none' : isDerivedAnew ? 'outdated' : 'current';
    const writer = await SegmentWriter.open(
      { ...parts, ...standing, segmentBytes, seal: sealState },
      disk,
    );
    const state = found.length === 0 ? 'new' : seal === undefined ? 'crashed' : 'clean';
    const bounds = { queueBytes, batchBytes: Math.min(4 * MIB, segmentBytes) };
    return logOver(
      { name, writer, tree, offsets, bounds },
      { state, unfinished, isDerivedAnew: isDerivedAnew && state !== 'new' },
    );
  } catch (error) {
    tree.file.close();
    offsets.file.close();
    throw error;
  }
}

async function makeFolder(parent: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncFolder(parent);
  for (const file of await readdir(folder))
    if (file.endsWith('.new')) await rm(join(folder, file), { force: true });
}

function firstSegment(folder: string, name: string, disk: Disk): Promise<Segment> {
  const [root, previous] = [new Frontier().root(), Buffer.alloc(32)];
  return makeSegment(
    { folder, name, number: 0, first: 0, root, previous, chain: chainStart(name) },
    disk,
  );
}

function logOver(
  parts: {
    name: string;
    writer: SegmentWriter;
    tree: FileTree;
    offsets: Offsets;
    bounds: { queueBytes: number; batchBytes: number };
  },
  opening: Opening,
): Log {
  const { name, writer, tree, offsets, bounds } = parts;
  const reader = new LogReader({
    name,
    offsets,
    get size() {
      return writer.size;
    },
    get segments() {
      return writer.segments;
    },
  });
  const queue = new CommitQueue({ log: name, next: writer.size, bounds }, (groups) =>
    writer.commit(groups),
  );
  let closing: Promise<void> | undefined;

  const add = async (group: Group): Promise<number> => {
    if (closing !== undefined)
      throw new StoreError('closed', `log ${name} is closed`, { log: name });
    checkGroup(name, group);
    return queue.add(group);
  };
  const entry = async (index: number): Promise<Entry> => {
    try {
      return await reader.read(index);
    } catch (error) {
      throw diskError(name, error);
    }
  };
  const close = async (): Promise<void> => {
    await queue.idle();
    await reader.close();
    await writer.close();
  };
  return {
    name,
    opening,
    tree,
    get size() {
      return writer.size;
    },
    get head() {
      return writer.chain.toString('hex');
    },
    append: (body, leaf) => add([leaf === undefined ? { body } : { body, leaf }]),
    appendAll: (entries) => add(entries),
    read: async (index) => (await entry(index)).body,
    entry,
    entries: (from = 0) => reader.entries(from),
    close: () => (closing ??= close()),
    [Symbol.asyncDispose]: () => (closing ??= close()),
  };
}

const MAX_GROUP = 256 * MIB;

function checkGroup(log: string, group: Group): void {
  if (group.length === 0)
    throw new StoreError('unusable', `log ${log}: a group has at least one entry`, { log });
  if (group.some(({ leaf }) => leaf !== undefined && !/^[0-9a-f]{64}$/.test(leaf)))
    throw new StoreError('unusable', `log ${log}: a leaf is 32 bytes as lower-case hex`, { log });
  const bytes = group.reduce((sum, { body }) => sum + frameBytes(body.byteLength), 0);
  if (bytes > MAX_GROUP || group.some(({ body }) => body.byteLength > MAX_BODY))
    throw new StoreError(
      'too-large',
      `log ${log}: an entry has at most ${MAX_BODY} bytes, and a group ${MAX_GROUP}`,
      { log },
    );
}
