/** Announces that a chain has grown. */
export interface Heights {
  /** Wakes whoever waits for more than this height. */
  announce(height: number): void;
  /** Settles with true once the height is above the given one, with false when the signal aborts first. */
  above(height: number, signal: AbortSignal): Promise<boolean>;
}

/** Heights from a known one on. */
export function heightsFrom(start: number): Heights {
  let current = start;
  const waiting = new Set<() => void>();
  return {
    announce(height) {
      current = height;
      for (const wake of Array.from(waiting)) wake();
    },
    above: (height, signal) =>
      new Promise((resolve) => {
        const settle = (isAbove: boolean): void => {
          waiting.delete(wake);
          signal.removeEventListener('abort', abort);
          resolve(isAbove);
        };
        const wake = (): void => {
          if (current > height) settle(true);
        };
        const abort = (): void => settle(false);
        if (signal.aborted) return resolve(false);
        waiting.add(wake);
        signal.addEventListener('abort', abort, { once: true });
        wake();
      }),
  };
}
