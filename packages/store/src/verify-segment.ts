import { setTimeout as sleep } from 'node:timers/promises';
import { ByteSource } from './byte-source.ts';
import type { Frontier } from './log-tree.ts';
import { treeLeaf } from './log-tree.ts';
import type { SideDigests } from './side-digests.ts';
import { findFrames, isUnfinished, scan, type Break } from './scan.ts';
import { HEADER_BYTES } from './segment-header.ts';
import type { SegmentFile } from './segments.ts';

/** Where a verification has come to; what is not known any more after a fault is undefined. */
export interface Reached {
  readonly index: number | undefined;
  readonly chain: Buffer | undefined;
  readonly frontier: Frontier | undefined;
  readonly sides: SideDigests | undefined;
}

/** A fault within a segment. */
export interface SegmentFault {
  readonly entry: number | null;
  readonly what: string;
}

/** What a segment holds: its faults, where it ends, and an incomplete group at its end. */
export interface SegmentFindings {
  readonly faults: readonly SegmentFault[];
  readonly reached: Reached;
  readonly torn: { readonly entry: number; readonly bytes: number } | undefined;
}

/** Reads a segment through; `mayBeTorn`: nothing says that its last group must be complete. */
export async function verifySegment(
  file: SegmentFile,
  start: Reached,
  mayBeTorn: boolean,
): Promise<SegmentFindings> {
  const source = await ByteSource.open(file.path);
  try {
    return await walk(source, file, start, mayBeTorn);
  } finally {
    await source.close();
  }
}

async function walk(
  source: ByteSource,
  file: SegmentFile,
  start: Reached,
  mayBeTorn: boolean,
): Promise<SegmentFindings> {
  const faults: SegmentFault[] = [];
  let frontier = start.frontier?.copy();
  let sides = start.sides?.copy();
  let chain = start.chain;
  let index = start.index;
  let at: number | undefined = HEADER_BYTES;
  let group = { at, index: index ?? 0, isWhole: true };
  if (index === undefined) ({ at, index } = await nextFrame(source, HEADER_BYTES, file.bytes));
  while (at !== undefined && index !== undefined) {
    let broken: Break | undefined;
    for await (const found of scan(source, { at, index, end: file.bytes })) {
      if (found.kind === 'break') {
        broken = found;
        break;
      }
      if (group.isWhole) group = { at: found.at, index, isWhole: false };
      const nodes = frontier?.add(treeLeaf(found.leaf));
      if (nodes !== undefined) sides?.add(found.at, nodes);
      chain = Buffer.from(found.chain);
      index = found.index + 1;
      group.isWhole = found.rest === 0;
    }
    if (broken === undefined) break;
    if (mayBeTorn && (await isUnfinished(source, broken, file.bytes))) {
      if (group.isWhole) group = { at: broken.at, index: broken.index, isWhole: false };
      break;
    }
    faults.push({ entry: broken.index, what: broken.what });
    frontier = undefined;
    sides = undefined;
    chain = undefined;
    group.isWhole = true;
    ({ at, index } = await nextFrame(source, broken.at + 1, file.bytes));
  }
  const reached = { index, chain, frontier, sides };
  if (group.isWhole) return { faults, reached, torn: undefined };
  if (mayBeTorn) {
    const torn = { entry: group.index, bytes: file.bytes - group.at };
    return { faults, reached, torn: (await isGrowing(source, file.bytes)) ? undefined : torn };
  }
  const what = 'its last group is incomplete';
  return { faults: [...faults, { entry: group.index, what }], reached, torn: undefined };
}

async function nextFrame(source: ByteSource, from: number, end: number) {
  for await (const { at, head } of findFrames(source, from, end)) return { at, index: head.index };
  return { at: undefined, index: undefined };
}

/** Whether somebody is writing at the end of the file right now. */
async function isGrowing(source: ByteSource, bytes: number): Promise<boolean> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if ((await source.length()) !== bytes) return true;
    await sleep(100);
  }
  return (await source.length()) !== bytes;
}
