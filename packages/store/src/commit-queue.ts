import { frameBytes } from './frame.ts';
import type { Group } from './segment-writer.ts';
import { StoreError } from './store-error.ts';

interface Waiting {
  readonly group: Group;
  readonly bytes: number;
  readonly settle: (first: number) => void;
  readonly fail: (error: unknown) => void;
}

// Hashing more at once would hold up whatever else the process has to do.
const BATCH_ENTRIES = 2000;

/** Bounds of a queue, in bytes of frames. */
export interface QueueBounds {
  readonly queueBytes: number;
  readonly batchBytes: number;
}

/** Collects groups while a write is under way, and commits them together by the next one, in order. */
export class CommitQueue {
  readonly #log: string;
  readonly #bounds: QueueBounds;
  readonly #commit: (groups: readonly Group[]) => Promise<void>;
  #waiting: Waiting[] = [];
  #bytes = 0;
  #next: number;
  #running: Promise<void> | undefined;

  constructor(
    options: { log: string; next: number; bounds: QueueBounds },
    commit: (groups: readonly Group[]) => Promise<void>,
  ) {
    this.#log = options.log;
    this.#next = options.next;
    this.#bounds = options.bounds;
    this.#commit = commit;
  }

  /** Settles with the index of the group's first entry when the group is on disk. */
  add(group: Group): Promise<number> {
    const bytes = group.reduce((sum, { body }) => sum + frameBytes(body.byteLength), 0);
    if (this.#bytes > 0 && this.#bytes + bytes > this.#bounds.queueBytes)
      return Promise.reject(
        new StoreError(
          'queue-full',
          `log ${this.#log} has ${this.#bytes} bytes waiting for the disk: wait for them and try again`,
          { log: this.#log },
        ),
      );
    return new Promise((settle, fail) => {
      this.#waiting.push({ group, bytes, settle, fail });
      this.#bytes += bytes;
      this.#running ??= this.#run();
    });
  }

  /** Settles when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    // Whatever is appended in the same turn goes into the first write.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#take();
      const bytes = batch.reduce((sum, waiting) => sum + waiting.bytes, 0);
      try {
        await this.#commit(batch.map(({ group }) => group));
        for (const { group, settle } of batch) {
          settle(this.#next);
          this.#next += group.length;
        }
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
      this.#bytes -= bytes;
    }
    this.#running = undefined;
  }

  #take(): Waiting[] {
    let bytes = 0;
    let entries = 0;
    let count = 0;
    for (const waiting of this.#waiting) {
      const isFull = bytes + waiting.bytes > this.#bounds.batchBytes;
      if (count > 0 && (isFull || entries + waiting.group.length > BATCH_ENTRIES)) break;
      bytes += waiting.bytes;
      entries += waiting.group.length;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }
}
