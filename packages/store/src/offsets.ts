import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SideFile } from './side-file.ts';

/** Bytes of one place in the file. */
export const PLACE_BYTES = 4;

/** Where each entry begins in its segment, in a file of four bytes an entry. */
export class Offsets {
  readonly file: SideFile;
  #size = 0;

  constructor(file: SideFile) {
    this.file = file;
  }

  get size(): number {
    return this.#size;
  }

  /** Goes on from the first `size` entries; false where the file does not hold them. */
  resume(size: number): boolean {
    if (this.file.bytes() < size * PLACE_BYTES) return false;
    this.file.truncate(size * PLACE_BYTES);
    this.#size = size;
    return true;
  }

  /** Writes further places; they belong to the table once the answer is called. */
  stage(places: readonly number[]): () => void {
    const bytes = Buffer.allocUnsafe(places.length * PLACE_BYTES);
    for (const [position, place] of places.entries())
      bytes.writeUInt32BE(place, position * PLACE_BYTES);
    this.file.write(bytes, this.#size * PLACE_BYTES);
    const size = this.#size + places.length;
    return () => {
      this.#size = size;
    };
  }

  /** Places of entry `index` and of the one after it, undefined where there is none. */
  around(index: number): { at: number | undefined; next: number | undefined } {
    const bytes = this.file.read(
      index * PLACE_BYTES,
      Math.min(2, this.#size - index) * PLACE_BYTES,
    );
    return {
      at: bytes.byteLength >= PLACE_BYTES ? bytes.readUInt32BE(0) : undefined,
      next: bytes.byteLength >= 2 * PLACE_BYTES ? bytes.readUInt32BE(PLACE_BYTES) : undefined,
    };
  }
}

/** How many entries a log holds by its table, without opening it; 0 where there is no table. */
export async function countEntries(folder: string, name: string): Promise<number> {
  const file = await stat(join(folder, name, 'offsets')).catch(() => undefined);
  return Math.floor((file?.size ?? 0) / PLACE_BYTES);
}
