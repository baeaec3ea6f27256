/** How fast one device may go on average, and how much it may send at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Allots turns; each asker is told how long to wait, so that the average holds and nothing is refused. */
export interface Pace {
  /** Milliseconds to wait before going on; 0 while within the burst. */
  delayMs(): number;
}

/** A token bucket that lends: whoever comes early waits for its own token (`clock` in ms). */
export function createPace({ perSecond, burst }: Rate, { clock }: { clock: () => number }): Pace {
  let [tokens, filledAt] = [burst, clock()];
  return {
    delayMs() {
      const now = clock();
      tokens = Math.min(burst, tokens + (Math.max(0, now - filledAt) * perSecond) / 1000);
      filledAt = now;
      tokens -= 1;
      return tokens >= 0 ? 0 : Math.ceil((-tokens * 1000) / perSecond);
    },
  };
}

/** A bounded number of things at work; the others wait in order. */
export interface Gate {
  /** Runs the work when there is room; its outcome is the work's. */
  through<T>(work: () => Promise<T>): Promise<T>;
  /** Settles when nothing is at work or waiting. */
  idle(): Promise<void>;
}

/** A gate with room for `most` at once. */
export function createGate(most: number): Gate {
  let working = 0;
  const waiting: (() => void)[] = [];
  let idlers: (() => void)[] = [];

  /** Whoever leaves hands the place to the first who waits. */
  function leave(): void {
    const next = waiting.shift();
    if (next) return next();
    working -= 1;
    if (working > 0) return;
    for (const resolve of idlers) resolve();
    idlers = [];
  }

  return {
    async through(work) {
      if (working < most) working += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        leave();
      }
    },
    async idle() {
      if (working > 0) await new Promise<void>((resolve) => idlers.push(resolve));
    },
  };
}
