/** What has to be closed, in the order opposite to its opening. */
export interface Closers {
  add(close: () => void | Promise<void>): void;
  /** Closes everything once; a later call waits for the same end. A close that fails does not keep the others from closing. */
  close(): Promise<void>;
}

/** Nothing to close yet. */
export function closers(): Closers {
  const open: (() => void | Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const close of open.toReversed())
      try {
        await close();
      } catch (thrown) {
        failures.push(thrown);
      }
    if (failures.length > 0) throw failures[0];
  };
  let closing: Promise<void> | undefined;
  return {
    add: (close) => void open.push(close),
    close: () => (closing ??= closeAll()),
  };
}
