import type { ByteSource } from './byte-source.ts';
import {
  bodyOf,
  CHAIN_BYTES,
  chainOf,
  frameBytes,
  FRAME_HEAD,
  isChained,
  isWhole,
  leafOf,
  MAX_BODY,
  nextMark,
  readHead,
  type FrameHead,
} from './frame.ts';

/** An entry as it stands in a segment, checked against its checksums and its predecessor. */
export interface Found {
  readonly kind: 'entry';
  readonly at: number;
  readonly end: number;
  readonly index: number;
  readonly rest: number;
  readonly leaf: Buffer;
  readonly body: Buffer;
  readonly chain: Buffer;
}

/** The first place where a segment is not as it must be. */
export interface Break {
  readonly kind: 'break';
  readonly at: number;
  readonly index: number;
  readonly what: string;
  /** The file ends in it, or it holds a sector that never reached the disk. */
  readonly torn: boolean;
}

/** Where to read: from byte `at`, whose entry is `index`, to byte `end`; `rest` of the entry before. */
export interface Span {
  readonly at: number;
  readonly index: number;
  readonly end: number;
  readonly rest?: number;
}

/** Yields the entries of a span in order, and ends after the first break. */
export async function* scan(source: ByteSource, span: Span): AsyncGenerator<Found | Break> {
  let { at, index } = span;
  let open = span.rest ?? 0;
  while (at < span.end) {
    const before = at - CHAIN_BYTES;
    const left = span.end - at;
    const wanted = CHAIN_BYTES + Math.min(left, FRAME_HEAD);
    const top = source.held(before, wanted) ?? (await source.view(before, wanted));
    const head = top.byteLength < wanted ? undefined : readHead(top, CHAIN_BYTES);
    const fault = headFault(head, top, { index, left, open, at });
    if (fault !== undefined || head === undefined) {
      yield { kind: 'break', at, index, what: fault?.what ?? '', torn: fault?.torn ?? false };
      return;
    }
    const size = CHAIN_BYTES + frameBytes(head.length);
    const bytes = source.held(before, size) ?? (await source.view(before, size));
    const what = bytes.byteLength < size ? 'the entry is incomplete' : bodyFault(bytes, head);
    if (what !== undefined) {
      const torn = bytes.byteLength < size || hasHole(bytes.subarray(CHAIN_BYTES), at);
      yield { kind: 'break', at, index, what, torn };
      return;
    }
    const end = at + frameBytes(head.length);
    yield {
      kind: 'entry',
      at,
      end,
      index,
      rest: head.rest,
      leaf: leafOf(bytes, CHAIN_BYTES),
      body: bodyOf(bytes, CHAIN_BYTES, head.length),
      chain: chainOf(bytes, CHAIN_BYTES, head.length),
    };
    at = end;
    index += 1;
    open = head.rest;
  }
}

function headFault(
  head: FrameHead | undefined,
  top: Buffer,
  expected: { index: number; left: number; open: number; at: number },
): { what: string; torn: boolean } | undefined {
  const { index, left, open, at } = expected;
  if (left < FRAME_HEAD) return { what: 'the entry is incomplete', torn: true };
  if (head === undefined)
    return {
      what: 'the head of the entry does not match its checksum',
      torn: hasHole(top.subarray(CHAIN_BYTES), at),
    };
  if (head.index !== index) return { what: `entry ${head.index} stands here`, torn: false };
  if (head.length > MAX_BODY) return { what: 'the entry is too long', torn: false };
  if (open > 0 && head.rest !== open - 1) return { what: 'its group is broken', torn: false };
  if (left < frameBytes(head.length)) return { what: 'the entry is incomplete', torn: true };
  return undefined;
}

function bodyFault(bytes: Buffer, head: FrameHead): string | undefined {
  if (!isWhole(bytes, CHAIN_BYTES, head.length)) return 'the entry does not match its checksum';
  if (!isChained(bytes, CHAIN_BYTES, head.length)) return 'the entry does not continue the chain';
  return undefined;
}

const SECTOR = 512;

function hasHole(bytes: Buffer, at: number): boolean {
  for (let from = 0; from < bytes.byteLength;) {
    const to = Math.min(bytes.byteLength, from + SECTOR - ((at + from) % SECTOR));
    if (bytes.subarray(from, to).every((byte) => byte === 0)) return true;
    from = to;
  }
  return false;
}

/** Yields the heads and places of whole frames at or after byte `from`, wherever they begin. */
export async function* findFrames(
  source: ByteSource,
  from: number,
  end: number,
): AsyncGenerator<{ at: number; head: FrameHead }> {
  const step = 1 << 20;
  let at = from;
  while (at + FRAME_HEAD <= end) {
    const length = Math.min(step, end - at);
    const bytes = await source.view(at, length);
    const mark = nextMark(bytes, 0);
    if (mark < 0) {
      if (bytes.byteLength < length || length < step) return;
      at += length - 3;
      continue;
    }
    const place = at + mark;
    const top = await source.view(place, Math.min(FRAME_HEAD, end - place));
    const head = readHead(top, 0);
    at = place + 1;
    if (head === undefined || place + frameBytes(head.length) > end) continue;
    const frame = await source.view(place, frameBytes(head.length));
    if (frame.byteLength < frameBytes(head.length) || !isWhole(frame, 0, head.length)) continue;
    yield { at: place, head };
    at = place + frameBytes(head.length);
  }
}

/**
 * Whether a break can only be what a crash leaves: nothing after it was written once it was on
 * disk, and it is torn itself.
 */
export async function isUnfinished(
  source: ByteSource,
  broken: Break,
  end: number,
): Promise<boolean> {
  if (!broken.torn) return false;
  for await (const { head } of findFrames(source, broken.at + 1, end))
    if (head.index - head.ahead > broken.index) return false;
  return true;
}
