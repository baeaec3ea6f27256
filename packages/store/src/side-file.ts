import {
  constants,
  closeSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';

/** A file of fixed-size records derived from a log: made again from it whenever it is in doubt. */
export class SideFile {
  readonly path: string;
  readonly #fd: number;
  #bytes: number;

  private constructor(path: string, fd: number, bytes: number) {
    this.path = path;
    this.#fd = fd;
    this.#bytes = bytes;
  }

  /** Opens or makes the file. */
  static open(path: string): SideFile {
    const fd = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    return new SideFile(path, fd, fstatSync(fd).size);
  }

  get bytes(): number {
    return this.#bytes;
  }

  append(bytes: Uint8Array): void {
    let done = 0;
    while (done < bytes.byteLength)
      done += writeSync(this.#fd, bytes, done, bytes.byteLength - done, this.#bytes + done);
    this.#bytes += bytes.byteLength;
  }

  /** The bytes [at, at + length); fewer where the file is shorter than it should be. */
  read(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(this.#fd, bytes, 0, length, at));
  }

  truncate(bytes: number): void {
    ftruncateSync(this.#fd, bytes);
    this.#bytes = bytes;
  }

  sync(): void {
    fdatasyncSync(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }
}
