/** Lets many answers run at once, or one batch of root changes alone; neither starves the other. */
export interface Alternation {
  /** Runs an answer together with others, never beside a batch of changes. */
  shared<T>(run: () => Promise<T>): Promise<T>;
  /** Runs alone: waits at most `graceMs` for those in flight, then goes ahead (the ledger decides what conflicts). */
  alone<T>(run: () => Promise<T>): Promise<T>;
}

/** Makes an alternation; `graceMs` bounds the wait for answers in flight. */
export function createAlternation(options: { graceMs: number }): Alternation {
  let inFlight = 0;
  let closed: Promise<void> | undefined;
  let drained: (() => void) | undefined;
  let line: Promise<unknown> = Promise.resolve();

  async function runAlone<T>(run: () => Promise<T>): Promise<T> {
    let open = () => {};
    closed = new Promise<void>((resolve) => {
      open = resolve;
    });
    try {
      if (inFlight > 0) await drainedOrLate();
      return await run();
    } finally {
      closed = undefined;
      open();
    }
  }

  function drainedOrLate(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, options.graceMs);
      drained = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    async shared(run) {
      for (let waiting = closed; waiting; waiting = closed) await waiting;
      inFlight += 1;
      try {
        return await run();
      } finally {
        inFlight -= 1;
        if (inFlight === 0) drained?.();
      }
    },
    alone(run) {
      const next = line.then(() => runAlone(run));
      line = next.catch(() => {});
      return next;
    },
  };
}
