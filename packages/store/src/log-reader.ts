import { open, type FileHandle } from 'node:fs/promises';
import { ByteSource } from './byte-source.ts';
import { bodyOf, CHAIN_BYTES, frameBytes, isChained, isWhole, leafOf, readHead } from './frame.ts';
import type { Offsets } from './offsets.ts';
import { scan } from './scan.ts';
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
  readonly #handles = new Map<number, Promise<FileHandle>>();

  constructor(log: Written) {
    this.#log = log;
  }

  async read(index: number): Promise<Entry> {
    const { name, offsets } = this.#log;
    const segment = this.#segmentOf(index);
    const { at, next } = offsets.around(index);
    if (at === undefined) throw damaged(name, 'offsets', index, 'the file was cut short');
    const handle = await this.#handle(segment);
    const from = at - CHAIN_BYTES;
    const guess = next !== undefined && next > at ? next - from : GUESS;
    let bytes = await readAt(handle, from, guess);
    const head = readHead(bytes, CHAIN_BYTES);
    if (head === undefined || head.index !== index)
      throw damaged(name, segment.number, index, 'the entry is not where it was written');
    const size = CHAIN_BYTES + frameBytes(head.length);
    if (bytes.byteLength < size) bytes = await readAt(handle, from, size);
    if (
      bytes.byteLength < size ||
      !isWhole(bytes, CHAIN_BYTES, head.length) ||
      !isChained(bytes, CHAIN_BYTES, head.length)
    )
      throw damaged(name, segment.number, index, 'the entry does not match its checksum');
    const body = bodyOf(bytes, CHAIN_BYTES, head.length);
    return { index, leaf: leafOf(bytes, CHAIN_BYTES).toString('hex'), body };
  }

  /** Entries from `from` to the end, those included that are written while this reads. */
  async *entries(from: number): AsyncGenerator<Entry> {
    const { name, offsets } = this.#log;
    let index = from;
    while (index < this.#log.size) {
      const segment = this.#segmentOf(index);
      const at = offsets.around(index).at;
      if (at === undefined) throw damaged(name, 'offsets', index, 'the file was cut short');
      const until = Math.min(this.#log.size, this.#endOf(segment));
      const source = await ByteSource.open(segment.path);
      try {
        for await (const found of scan(source, { at, index, end: await source.length() })) {
          if (found.kind === 'break') throw damaged(name, segment.number, index, found.what);
          yield { index, leaf: found.leaf.toString('hex'), body: found.body };
          index += 1;
          if (index >= until) break;
        }
      } finally {
        await source.close();
      }
    }
  }

  async close(): Promise<void> {
    const handles = [...this.#handles.values()];
    this.#handles.clear();
    for (const handle of handles) await (await handle).close();
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

  #handle(segment: Segment): Promise<FileHandle> {
    const held = this.#handles.get(segment.number);
    if (held !== undefined) return held;
    const opened = open(segment.path, 'r');
    this.#handles.set(segment.number, opened);
    opened.catch(() => this.#handles.delete(segment.number));
    return opened;
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
