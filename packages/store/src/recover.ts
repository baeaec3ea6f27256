import { join } from 'node:path';
import { ByteSource } from './byte-source.ts';
import { digestOfFile } from './digest.ts';
import type { Disk } from './disk.ts';
import type { LogSeal } from './log-seal.ts';
import type { FileTree } from './log-tree.ts';
import type { Offsets } from './offsets.ts';
import { isUnfinished, scan, type Break } from './scan.ts';
import { HEADER_BYTES } from './segment-header.ts';
import { damaged, type Segment } from './segments.ts';

/** An incomplete last group that a crash left and that was cut off: it was never acknowledged. */
export interface Unfinished {
  readonly log: string;
  readonly segment: number;
  /** Index of the first entry of the group. */
  readonly entry: number;
  readonly bytes: number;
}

/** Where a log stands: its entries, the chain hash of the last, and the bytes of its last segment. */
export interface Standing {
  readonly size: number;
  readonly chain: Buffer;
  readonly bytes: number;
  readonly unfinished: Unfinished | undefined;
  readonly isDerivedAnew: boolean;
}

interface Parts {
  readonly name: string;
  readonly folder: string;
  readonly segments: readonly Segment[];
  readonly tree: FileTree;
  readonly offsets: Offsets;
}

/** Takes up a log after a clean stop: lengths, the last segment and the side files are as sealed. */
export async function resumeSealed(parts: Parts, seal: LogSeal): Promise<Standing> {
  const { name, segments, tree, offsets } = parts;
  for (const [number, sealed] of seal.segments.entries()) {
    const segment = segments[number];
    if (segment === undefined) throw damaged(name, number, undefined, 'the segment is missing');
    if (segment.bytes !== sealed.bytes)
      throw damaged(name, number, undefined, 'its length is not as the clean stop left it');
  }
  const last = segments.at(-1);
  const sealed = seal.segments.at(-1);
  if (last === undefined || sealed === undefined || segments.length !== seal.segments.length)
    throw damaged(name, segments.length - 1, undefined, 'it was not there at the clean stop');
  if ((await digestOfFile(last.path)) !== sealed.sha256)
    throw damaged(name, last.number, undefined, 'it is not as the clean stop left it');
  const standing = {
    size: seal.size,
    chain: Buffer.from(seal.head, 'hex'),
    bytes: last.bytes,
    unfinished: undefined,
  };
  if (await isSideWhole(parts, seal)) return { ...standing, isDerivedAnew: false };
  await deriveFrom(parts, 0);
  if (tree.size !== seal.size || offsets.size !== seal.size)
    throw damaged(name, last.number, undefined, 'it holds another number of entries than sealed');
  return { ...standing, isDerivedAnew: true };
}

async function isSideWhole({ folder, tree, offsets }: Parts, seal: LogSeal): Promise<boolean> {
  if (seal.side === null) return false;
  if ((await digestOfFile(join(folder, 'tree'))) !== seal.side.tree) return false;
  if ((await digestOfFile(join(folder, 'offsets'))) !== seal.side.offsets) return false;
  return (
    tree.resume(seal.size) && offsets.resume(seal.size) && tree.root().toString('hex') === seal.root
  );
}

/** Takes up a log after a crash: reads its last segment, and all of it where the side files are in doubt. */
export async function resumeCrashed(parts: Parts, disk: Disk): Promise<Standing> {
  const { segments, tree, offsets } = parts;
  const last = segments.at(-1);
  const canGoOn =
    last !== undefined &&
    tree.resume(last.header.first) &&
    offsets.resume(last.header.first) &&
    tree.root().equals(last.header.root);
  const standing = await deriveFrom(parts, canGoOn ? last.number : 0);
  if (last !== undefined) {
    const file = await disk.openFile(last.path);
    try {
      if (standing.bytes < last.bytes) await file.truncate(standing.bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }
  return { ...standing, isDerivedAnew: !canGoOn };
}

async function deriveFrom(parts: Parts, from: number): Promise<Omit<Standing, 'isDerivedAnew'>> {
  const { name, segments, tree, offsets } = parts;
  const start = segments[from]?.header;
  if (start === undefined) throw damaged(name, from, undefined, 'the segment is missing');
  tree.resume(start.first);
  offsets.resume(start.first);
  let chain = start.chain;
  let bytes = HEADER_BYTES;
  let unfinished: Unfinished | undefined;
  for (const segment of segments.slice(from)) {
    const { first, root } = segment.header;
    const follows =
      first === tree.size && root.equals(tree.root()) && segment.header.chain.equals(chain);
    if (!follows || unfinished !== undefined)
      throw damaged(name, segment.number, first, 'it does not follow the segment before it');
    const found = await deriveSegment(parts, segment, segment === segments.at(-1));
    chain = found.chain ?? chain;
    bytes = found.bytes;
    unfinished = found.unfinished;
  }
  return { size: tree.size, chain, bytes, unfinished };
}

interface Derived {
  readonly chain: Buffer | undefined;
  readonly bytes: number;
  readonly unfinished: Unfinished | undefined;
}

const BATCH = 1024;

async function deriveSegment(parts: Parts, segment: Segment, isLast: boolean): Promise<Derived> {
  const { name, tree, offsets } = parts;
  const source = await ByteSource.open(segment.path);
  // Entries wait here until their group is whole.
  let leaves: Buffer[] = [];
  let places: number[] = [];
  let whole = 0;
  let chain: Buffer | undefined;
  let bytes = HEADER_BYTES;
  let broken: Break | undefined;
  const keep = (): void => {
    tree.stage(leaves.splice(0, whole))();
    offsets.stage(places.splice(0, whole))();
    whole = 0;
  };
  try {
    const span = { at: HEADER_BYTES, index: segment.header.first, end: segment.bytes };
    for await (const found of scan(source, span)) {
      if (found.kind === 'break') {
        broken = found;
        break;
      }
      leaves.push(Buffer.from(found.leaf));
      places.push(found.at);
      if (found.rest > 0) continue;
      whole = leaves.length;
      chain = Buffer.from(found.chain);
      bytes = found.end;
      if (whole >= BATCH) keep();
    }
    keep();
    if (broken !== undefined && !(isLast && (await isUnfinished(source, broken, segment.bytes))))
      throw damaged(name, segment.number, broken.index, broken.what);
  } finally {
    await source.close();
  }
  if (bytes === segment.bytes) return { chain, bytes, unfinished: undefined };
  if (!isLast) throw damaged(name, segment.number, tree.size, 'its last group is incomplete');
  const lost = {
    log: name,
    segment: segment.number,
    entry: tree.size,
    bytes: segment.bytes - bytes,
  };
  return { chain, bytes, unfinished: lost };
}
