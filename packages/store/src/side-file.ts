import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { StoreError } from './store-error.ts';

/** A file of fixed-size records derived from a log: made again from it whenever it is in doubt. */
export class SideFile {
  readonly path: string;
  #fd: number | undefined;

  private constructor(path: string, fd: number) {
    this.path = path;
    this.#fd = fd;
  }

  /** Opens or makes the file. */
  static open(path: string): SideFile {
    return new SideFile(path, openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600));
  }

  bytes(): number {
    return fstatSync(this.#open()).size;
  }

  write(bytes: Uint8Array, at: number): void {
    let done = 0;
    while (done < bytes.byteLength)
      done += writeSync(this.#open(), bytes, done, bytes.byteLength - done, at + done);
  }

  /** The bytes [at, at + length); fewer where the file is shorter than it should be. */
  read(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(this.#open(), bytes, 0, length, at));
  }

  truncate(bytes: number): void {
    ftruncateSync(this.#open(), bytes);
  }

  sync(): void {
    fdatasyncSync(this.#open());
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #open(): number {
    if (this.#fd === undefined) throw new StoreError('closed', 'the log is closed');
    return this.#fd;
  }
}
