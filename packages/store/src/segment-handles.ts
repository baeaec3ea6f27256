import { open, type FileHandle } from 'node:fs/promises';

const LIMIT = 64;

interface Held {
  readonly opened: Promise<FileHandle>;
  users: number;
}

/** Files kept open for reading, a bounded number of them, none closed while it is in use. */
export class SegmentHandles {
  readonly #held = new Map<string, Held>();

  /** Runs `work` on the open file at `path`. */
  async use<T>(path: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
    const held = this.#held.get(path) ?? { opened: open(path, 'r'), users: 0 };
    // The one used last stands last.
    this.#held.delete(path);
    this.#held.set(path, held);
    held.users += 1;
    try {
      return await work(await held.opened);
    } catch (error) {
      if (await isFailed(held.opened)) this.#held.delete(path);
      throw error;
    } finally {
      held.users -= 1;
      await this.#trim();
    }
  }

  async close(): Promise<void> {
    const all = [...this.#held.values()];
    this.#held.clear();
    for (const { opened } of all)
      await opened.then((handle) => handle.close()).catch(() => undefined);
  }

  async #trim(): Promise<void> {
    if (this.#held.size <= LIMIT) return;
    for (const [path, { opened, users }] of this.#held)
      if (users === 0) {
        this.#held.delete(path);
        await opened.then((handle) => handle.close()).catch(() => undefined);
        return;
      }
  }
}

function isFailed(opened: Promise<FileHandle>): Promise<boolean> {
  return opened.then(
    () => false,
    () => true,
  );
}
