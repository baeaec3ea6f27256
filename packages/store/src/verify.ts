import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOfFile } from './digest.ts';
import { parseSeal, sealPath, type LogSeal } from './log-seal.ts';
import { Frontier, HASH_BYTES, nodesFor } from './log-tree.ts';
import { PLACE_BYTES } from './offsets.ts';
import type { Unfinished } from './recover.ts';
import { chainStart } from './segment-header.ts';
import { listSegments, type SegmentFile } from './segments.ts';
import { SideDigests } from './side-digests.ts';
import { systemCode } from './store-error.ts';
import { verifySegment, type Reached } from './verify-segment.ts';

/** A place of a log that is not as it was written; `segment` is a number or the name of a side file. */
export interface Fault {
  readonly log: string;
  readonly segment: number | string;
  readonly entry: number | null;
  readonly what: string;
}

/** What a verification found. */
export type Finding = Fault | { readonly unfinished: Unfinished };

/**
 * Reads a log through, without opening it, also beside the process that writes it, and yields every
 * fault with its place; after a crash an incomplete last group is `unfinished` and no fault.
 */
export async function* verifyLog(folder: string, name: string): AsyncGenerator<Finding> {
  const home = join(folder, name);
  const sealBytes = await sealOf(home);
  const seal = sealBytes === undefined ? undefined : parseSeal(sealBytes, name);
  if (typeof seal === 'string') yield { log: name, segment: 'seal', entry: null, what: seal };
  const files = await segmentsOf(home, name);
  const sound = new Set(files.map(({ number }) => number));
  let reached: Reached = {
    index: 0,
    chain: chainStart(name),
    frontier: new Frontier(),
    sides: SideDigests.start(),
  };
  let lastStart = reached;
  for (const [position, file] of files.entries()) {
    const { number } = file;
    const before = files[position - 1];
    for (let missing = (before?.number ?? -1) + 1; missing < number; missing += 1) {
      yield { log: name, segment: missing, entry: null, what: 'the segment is missing' };
      reached = nowhere;
    }
    const start = startOf(file, reached);
    if (start.what !== undefined)
      yield { log: name, segment: number, entry: null, what: start.what };
    if (before !== undefined && sound.has(before.number) && !(await isAsFollowed(before, file)))
      yield {
        log: name,
        segment: before.number,
        entry: null,
        what: 'it is not as it was when the next segment was begun',
      };
    const isLast = position === files.length - 1;
    const mayBeTorn = isLast && (await isSameSeal(home, undefined));
    lastStart = start.reached;
    const findings = await verifySegment(file, start.reached, mayBeTorn);
    for (const fault of findings.faults) yield { log: name, segment: number, ...fault };
    if (findings.torn !== undefined)
      yield { unfinished: { log: name, segment: number, ...findings.torn } };
    if (start.what !== undefined || findings.faults.length > 0) sound.delete(number);
    reached = findings.reached;
  }
  if (files.length === 0) yield { log: name, segment: 0, entry: null, what: 'the log is missing' };
  if (typeof seal === 'object') {
    const faults = await sealFaults({ home, name, files, sound, reached }, seal);
    // Whoever opens the log and writes takes the seal away first: then it says nothing any more.
    if (await isSameSeal(home, sealBytes)) yield* faults;
  } else if (sound.size === files.length) {
    yield* await sideFaults(home, name, lastStart);
  }
}

const nowhere: Reached = {
  index: undefined,
  chain: undefined,
  frontier: undefined,
  sides: undefined,
};

async function sealOf(home: string): Promise<Buffer | undefined> {
  try {
    return await readFile(sealPath(home));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function isSameSeal(home: string, before: Buffer | undefined): Promise<boolean> {
  const now = await sealOf(home);
  return now === undefined || before === undefined ? now === before : now.equals(before);
}

async function segmentsOf(home: string, name: string): Promise<SegmentFile[]> {
  try {
    return await listSegments(home, name);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Where a segment begins by its header, and what is wrong with that. */
function startOf(file: SegmentFile, reached: Reached): { reached: Reached; what?: string } {
  const { header, number } = file;
  if (typeof header === 'string') return { reached, what: header };
  const { index, chain, frontier } = reached;
  const follows =
    (index ?? header.first) === header.first &&
    (chain ?? header.chain).equals(header.chain) &&
    (frontier?.root() ?? header.root).equals(header.root) &&
    (number > 0 || header.previous.equals(Buffer.alloc(32)));
  const own = { index: header.first, chain: header.chain };
  if (follows) return { reached: { ...own, frontier, sides: reached.sides } };
  const what = number === 0 ? 'it is not a beginning' : 'it does not follow the segment before it';
  return { reached: { ...own, frontier: undefined, sides: undefined }, what };
}

async function isAsFollowed(before: SegmentFile, file: SegmentFile): Promise<boolean> {
  if (typeof file.header === 'string' || before.number + 1 !== file.number) return true;
  return (await digestOfFile(before.path)) === file.header.previous.toString('hex');
}

interface Verified {
  readonly home: string;
  readonly name: string;
  readonly files: readonly SegmentFile[];
  /** Segments without a fault so far. */
  readonly sound: ReadonlySet<number>;
  readonly reached: Reached;
}

async function sealFaults(verified: Verified, seal: LogSeal): Promise<Fault[]> {
  const { home, name, files, sound, reached } = verified;
  const faults: Fault[] = [];
  const fault = (segment: number | string, what: string): void => {
    faults.push({ log: name, segment, entry: null, what });
  };
  for (const [number, sealed] of seal.segments.entries()) {
    const file = files.find((candidate) => candidate.number === number);
    const next = files.some((candidate) => candidate.number > number);
    if (file === undefined && !next) fault(number, 'the segment is missing');
    if (file === undefined || !sound.has(number)) continue;
    if ((await digestOfFile(file.path)) !== sealed.sha256)
      fault(number, 'it is not as the clean stop left it');
  }
  for (const { number } of files.slice(seal.segments.length))
    fault(number, 'it was not there at the clean stop');
  const isWhole = faults.length === 0 && sound.size === files.length;
  const agrees =
    reached.index === seal.size &&
    reached.chain?.toString('hex') === seal.head &&
    reached.frontier?.root().toString('hex') === seal.root;
  if (isWhole && !agrees) fault('seal', 'it does not agree with the segments');
  const sums = isWhole ? reached.sides?.sums() : undefined;
  for (const side of ['offsets', 'tree'] as const) {
    const found = await sideDigest(join(home, side));
    if (seal.side !== null && found !== seal.side[side]) fault(side, SIDE_FAULT);
    else if (found !== undefined && sums !== undefined && found !== sums[side])
      fault(side, SIDE_FAULT);
  }
  return faults;
}

const SIDE_FAULT = 'it does not agree with the log; remove it, and opening the log makes it anew';

/** Without a clean stop a derived file is only known to be on disk up to the last segment's start. */
async function sideFaults(home: string, name: string, start: Reached): Promise<Fault[]> {
  const { index, sides } = start;
  if (index === undefined || sides === undefined) return [];
  const sums = sides.sums();
  const lengths = { offsets: index * PLACE_BYTES, tree: nodesFor(index) * HASH_BYTES };
  const faults: Fault[] = [];
  for (const side of ['offsets', 'tree'] as const) {
    const path = join(home, side);
    const bytes = (await stat(path).catch(() => undefined))?.size ?? 0;
    if (bytes < lengths[side] || (await sideDigest(path, lengths[side])) === sums[side]) continue;
    faults.push({ log: name, segment: side, entry: null, what: SIDE_FAULT });
  }
  return faults;
}

async function sideDigest(path: string, length?: number): Promise<string | undefined> {
  try {
    return await digestOfFile(path, length);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
