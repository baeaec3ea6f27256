import { open, type FileHandle } from 'node:fs/promises';

const CHUNK = 1 << 20;

/** A file read forward in large chunks; bytes that were handed out are never overwritten. */
export class ByteSource {
  readonly #handle: FileHandle;
  #start = 0;
  #bytes: Buffer = Buffer.alloc(0);

  readonly #size: number;

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.#size = size;
  }

  static async open(path: string): Promise<ByteSource> {
    const handle = await open(path, 'r');
    return new ByteSource(handle, (await handle.stat()).size);
  }

  /** The bytes [at, at + length) if they are already here. */
  held(at: number, length: number): Buffer | undefined {
    const from = at - this.#start;
    if (from < 0 || from + length > this.#bytes.byteLength) return undefined;
    return this.#bytes.subarray(from, from + length);
  }

  /** The bytes [at, at + length), fewer where the file ends. */
  async view(at: number, length: number): Promise<Buffer> {
    const held = this.held(at, length);
    if (held !== undefined) return held;
    const bytes = Buffer.allocUnsafeSlow(Math.max(length, Math.min(CHUNK, this.#size - at)));
    let filled = 0;
    while (filled < bytes.byteLength) {
      const { bytesRead } = await this.#handle.read(
        bytes,
        filled,
        bytes.byteLength - filled,
        at + filled,
      );
      if (bytesRead === 0) break;
      filled += bytesRead;
      if (filled >= length) break;
    }
    this.#start = at;
    this.#bytes = bytes.subarray(0, filled);
    return this.#bytes.subarray(0, Math.min(length, filled));
  }

  /** Bytes of the file now. */
  async length(): Promise<number> {
    return (await this.#handle.stat()).size;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
