import type { FileHandle } from 'node:fs/promises';
import { ByteSource } from './byte-source.ts';
import {
  bodyOf,
  CHAIN_BYTES,
  FRAME_HEAD,
  frameBytes,
  isChained,
  isWhole,
  leafOf,
  MAX_BODY,
  readHead,
} from './frame.ts';
import type { Offsets } from './offsets.ts';
import { scan } from './scan.ts';
import { HEADER_BYTES } from './segment-header.ts';
import { SegmentHandles } from './segment-handles.ts';
import { damaged, type Segment } from './segments.ts';
import { StoreError } from './store-error.ts';

/** An entry of a log: its place, its leaf commitment and its body. */
export interface Entry {
  readonly index: number;
  readonly leaf: string;
  readonly body: Buffer;
}

/** What a reader asks about the log that is being written. */
export interface Written {
  readonly name: string;
  readonly size: number;
  readonly segments: readonly Segment[];
  readonly offsets: Offsets;
}

const GUESS = 4096;

/** Reads entries that are on disk, each checked against its checksum and its predecessor. */
export class LogReader {
  readonly #log: Written;
  readonly #handles = new SegmentHandles();

  constructor(log: Written) {
    this.#log = log;
  }

  async read(index: number): Promise<Entry> {
    const segment = this.#segmentOf(index);
    const { at, next } = this.#log.offsets.around(index);
    const guess = at !== undefined && next !== undefined && next > at ? next - at : GUESS;
    const noted =
      at === undefined
        ? undefined
        : await this.#handles.use(segment.path, (handle) =>
            this.#entryAt(handle, segment, { index, at, guess }),
          );
    if (noted !== undefined) return noted;
    // The derived file is wrong, or the entry's head: reading the segment through tells which.
    for await (const entry of this.#walk(segment, {
      at: HEADER_BYTES,
      first: segment.header.first,
    }))
      if (entry.index === index) return { ...entry, body: Buffer.from(entry.body) };
    throw damaged(this.#log.name, segment.number, index, 'the entry is missing');
  }

  /** Entries from `from` to the end, those included that are written while this reads. */
  async *entries(from: number): AsyncGenerator<Entry> {
    let index = from;
    while (index < this.#log.size) {
      const segment = this.#segmentOf(index);
      const until = Math.min(this.#log.size, this.#endOf(segment));
      for await (const entry of this.#walk(segment, await this.#startOf(segment, index))) {
        if (entry.index < index) continue;
        yield entry;
        index += 1;
        if (index >= until) break;
      }
      if (index < until)
        throw damaged(this.#log.name, segment.number, index, 'the entry is missing');
    }
  }

  close(): Promise<void> {
    return this.#handles.close();
  }

  async #startOf(segment: Segment, index: number): Promise<{ at: number; first: number }> {
    const { at } = this.#log.offsets.around(index);
    if (index > segment.header.first && at !== undefined) {
      const top = await this.#handles.use(segment.path, (handle) => readAt(handle, at, FRAME_HEAD));
      if (readHead(top, 0)?.index === index) return { at, first: index };
    }
    return { at: HEADER_BYTES, first: segment.header.first };
  }

  async *#walk(segment: Segment, start: { at: number; first: number }): AsyncGenerator<Entry> {
    const source = await ByteSource.open(segment.path);
    try {
      const span = { at: start.at, index: start.first, end: await source.length() };
      for await (const found of scan(source, span)) {
        if (found.kind === 'break')
          throw damaged(this.#log.name, segment.number, found.index, found.what);
        yield { index: found.index, leaf: found.leaf.toString('hex'), body: found.body };
      }
    } finally {
      await source.close();
    }
  }

  /** The entry at a place, undefined where it does not begin there. */
  async #entryAt(
    handle: FileHandle,
    segment: Segment,
    place: { index: number; at: number; guess: number },
  ): Promise<Entry | undefined> {
    const { index, at, guess } = place;
    const from = at - CHAIN_BYTES;
    const most = CHAIN_BYTES + frameBytes(MAX_BODY);
    let bytes = await readAt(handle, from, Math.min(CHAIN_BYTES + guess, most));
    const head = readHead(bytes, CHAIN_BYTES);
    if (head === undefined || head.index !== index || head.length > MAX_BODY) return undefined;
    const size = CHAIN_BYTES + frameBytes(head.length);
    if (bytes.byteLength < size) bytes = await readAt(handle, from, size);
    const isSound =
      bytes.byteLength >= size &&
      isWhole(bytes, CHAIN_BYTES, head.length) &&
      isChained(bytes, CHAIN_BYTES, head.length);
    if (!isSound)
      throw damaged(this.#log.name, segment.number, index, 'the entry does not match its checksum');
    const body = bodyOf(bytes, CHAIN_BYTES, head.length);
    return { index, leaf: leafOf(bytes, CHAIN_BYTES).toString('hex'), body };
  }

  #segmentOf(index: number): Segment {
    const { name, size, segments } = this.#log;
    if (!Number.isSafeInteger(index) || index < 0 || index >= size)
      throw new StoreError('absent', `log ${name} has ${size} entries, and no entry ${index}`, {
        log: name,
      });
    let low = 0;
    let high = segments.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((segments[middle]?.header.first ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const segment = segments[low];
    if (segment === undefined) throw damaged(name, low, index, 'the segment is missing');
    return segment;
  }

  #endOf(segment: Segment): number {
    return this.#log.segments[segment.number + 1]?.header.first ?? Infinity;
  }
}

async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
