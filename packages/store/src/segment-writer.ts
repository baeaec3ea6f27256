import { digest, digestOfFile } from './digest.ts';
import type { Disk, WriteFile } from './disk.ts';
import { CHAIN_BYTES, frameBytes, writeFrame } from './frame.ts';
import { sealPath, writeSeal, type SealedSegment } from './log-seal.ts';
import type { FileTree } from './log-tree.ts';
import type { Offsets } from './offsets.ts';
import { FORMAT_VERSION, HEADER_BYTES, writeHeader } from './segment-header.ts';
import { segmentPath, type Segment } from './segments.ts';
import { diskError, StoreError } from './store-error.ts';

/** An entry to be written; without a leaf commitment its leaf is SHA-256 of its body. */
export interface NewEntry {
  readonly body: Uint8Array;
  readonly leaf?: string;
}

/** Entries that count together or not at all. */
export type Group = readonly NewEntry[];

/** Where a log's next entry goes. */
export interface WriterStart {
  readonly name: string;
  readonly folder: string;
  readonly segments: readonly Segment[];
  readonly segmentBytes: number;
  readonly size: number;
  readonly chain: Buffer;
  readonly bytes: number;
  readonly tree: FileTree;
  readonly offsets: Offsets;
  /** Whether a seal lies on disk, and whether it says all that a new one would. */
  readonly seal: SealState;
}

/** A log's seal: none, one that is still right, or one that is to be replaced. */
export type SealState = 'none' | 'current' | 'outdated';

/** Makes the first segment of an empty log. */
export async function makeSegment(
  options: {
    folder: string;
    name: string;
    number: number;
    first: number;
    root: Buffer;
    previous: Buffer;
    chain: Buffer;
  },
  disk: Disk,
): Promise<Segment> {
  const { folder, number, ...rest } = options;
  const header = { version: FORMAT_VERSION, segment: number, ...rest };
  const path = segmentPath(folder, number);
  await disk.writeNew(path, writeHeader(header));
  return { number, path, bytes: HEADER_BYTES, header };
}

/** The one writer of a log: writes groups, syncs them, and only then lets them be seen. */
export class SegmentWriter {
  readonly #start: WriterStart;
  readonly #disk: Disk;
  readonly #segments: Segment[];
  #file: WriteFile;
  #size: number;
  #chain: Buffer;
  #bytes: number;
  #seal: SealState;
  #failure: StoreError | undefined;

  private constructor(start: WriterStart, file: WriteFile, disk: Disk) {
    this.#start = start;
    this.#disk = disk;
    this.#segments = [...start.segments];
    this.#file = file;
    this.#size = start.size;
    this.#chain = start.chain;
    this.#bytes = start.bytes;
    this.#seal = start.seal;
  }

  static async open(start: WriterStart, disk: Disk): Promise<SegmentWriter> {
    const path = segmentPath(start.folder, start.segments.length - 1);
    return new SegmentWriter(start, await disk.openFile(path), disk);
  }

  /** Entries on disk. */
  get size(): number {
    return this.#size;
  }

  get chain(): Buffer {
    return this.#chain;
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Writes groups by one write and one sync; settles when they are on disk, and rejects as a StoreError. */
  async commit(groups: readonly Group[]): Promise<void> {
    if (this.#failure !== undefined) throw this.#refusal(this.#failure);
    const entries = groups.flat();
    const total = entries.reduce((sum, { body }) => sum + frameBytes(body.byteLength), 0);
    await this.#prepare(total);
    const { bytes, places, leaves } = this.#encode(groups, total);
    const reveal = await this.#write(bytes.subarray(CHAIN_BYTES), places, leaves);
    reveal();
    this.#chain = Buffer.from(bytes.subarray(bytes.byteLength - CHAIN_BYTES));
    this.#bytes += total;
    this.#size += entries.length;
  }

  /** Closes the file; a log without failure is sealed. */
  async close(): Promise<void> {
    const { name, tree, offsets } = this.#start;
    try {
      await this.#file.close();
      if (this.#failure === undefined && this.#seal !== 'current') await this.#writeSeal();
    } catch (error) {
      throw diskError(name, error);
    } finally {
      tree.file.close();
      offsets.file.close();
    }
  }

  async #writeSeal(): Promise<void> {
    const { folder, name, tree, offsets } = this.#start;
    tree.resume(this.#size);
    offsets.resume(this.#size);
    tree.file.sync();
    offsets.file.sync();
    const side = {
      offsets: await digestOfFile(offsets.file.path),
      tree: await digestOfFile(tree.file.path),
    };
    const seal = {
      log: name,
      size: this.#size,
      head: this.#chain.toString('hex'),
      root: tree.root().toString('hex'),
      segments: await this.#sealedSegments(),
      side,
    };
    await writeSeal(folder, seal, this.#disk);
  }

  async #sealedSegments(): Promise<SealedSegment[]> {
    const sealed: SealedSegment[] = [];
    for (const [position, segment] of this.#segments.entries()) {
      const next = this.#segments[position + 1];
      if (next === undefined)
        sealed.push({ bytes: this.#bytes, sha256: await digestOfFile(segment.path) });
      else sealed.push({ bytes: segment.bytes, sha256: next.header.previous.toString('hex') });
    }
    return sealed;
  }

  async #prepare(total: number): Promise<void> {
    const isFull = this.#bytes > HEADER_BYTES && this.#bytes + total > this.#start.segmentBytes;
    try {
      if (this.#seal !== 'none') await this.#disk.remove(sealPath(this.#start.folder));
      this.#seal = 'none';
      if (isFull) await this.#roll();
    } catch (error) {
      throw diskError(this.#start.name, error);
    }
  }

  async #roll(): Promise<void> {
    const { tree, offsets } = this.#start;
    const last = this.#segments.at(-1);
    if (last === undefined) return;
    tree.file.sync();
    offsets.file.sync();
    const previous = Buffer.from(await digestOfFile(last.path, this.#bytes), 'hex');
    const { segment, file } = await this.#nextSegment(last.number + 1, previous);
    await this.#file.close().catch(() => undefined);
    this.#segments[last.number] = { ...last, bytes: this.#bytes };
    this.#segments.push(segment);
    this.#file = file;
    this.#bytes = HEADER_BYTES;
  }

  async #nextSegment(number: number, previous: Buffer) {
    const { folder, name, tree } = this.#start;
    const place = { folder, name, number, first: this.#size, root: tree.root(), previous };
    try {
      const segment = await makeSegment({ ...place, chain: this.#chain }, this.#disk);
      return { segment, file: await this.#disk.openFile(segment.path) };
    } catch (error) {
      // A segment that was begun in vain must not stand behind entries that still go before it.
      await this.#disk.remove(segmentPath(folder, number)).catch((cause: unknown) => {
        this.#failure = diskError(name, cause);
      });
      throw error;
    }
  }

  #encode(groups: readonly Group[], total: number) {
    const bytes = Buffer.allocUnsafe(CHAIN_BYTES + total);
    this.#chain.copy(bytes);
    const places: number[] = [];
    const leaves: Buffer[] = [];
    let at = CHAIN_BYTES;
    for (const group of groups)
      for (const [position, { body, leaf }] of group.entries()) {
        const commitment = leaf === undefined ? digest(body) : Buffer.from(leaf, 'hex');
        const ahead = leaves.length;
        places.push(this.#bytes + at - CHAIN_BYTES);
        leaves.push(commitment);
        at = writeFrame(bytes, at, {
          length: body.byteLength,
          index: this.#size + ahead,
          rest: group.length - position - 1,
          ahead,
          leaf: commitment,
          body,
        });
      }
    return { bytes, places, leaves };
  }

  async #write(bytes: Buffer, places: readonly number[], leaves: readonly Buffer[]) {
    const { name, tree, offsets } = this.#start;
    let isWritten = false;
    try {
      await this.#file.write(bytes, this.#bytes);
      const reveals = [tree.stage(leaves), offsets.stage(places)];
      isWritten = true;
      await this.#file.sync();
      return () => reveals.forEach((reveal) => reveal());
    } catch (error) {
      const failure = diskError(name, error);
      const isUndone = await this.#undo();
      // After a failed sync nobody knows what is on disk, so nothing may be built on it.
      if (isWritten || !isUndone || failure.code !== 'no-space') this.#failure = failure;
      throw failure;
    }
  }

  async #undo(): Promise<boolean> {
    try {
      await this.#file.truncate(this.#bytes);
      return true;
    } catch {
      return false;
    }
  }

  #refusal(cause: StoreError): StoreError {
    const { name } = this.#start;
    return new StoreError(
      'failed',
      `log ${name} takes nothing more since a write failed (${cause.code}): put the disk right and open the log again`,
      { log: name },
      cause,
    );
  }
}
