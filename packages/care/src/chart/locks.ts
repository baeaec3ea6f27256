/** Work that must not overlap with other work under the same names. */
export interface Locks {
  /** Runs the work when none of the names is held by other work. */
  hold<T>(names: readonly string[], work: () => Promise<T>): Promise<T>;
}

/** Locks in memory; names are taken together, so that nobody waits for whom he holds up. */
export function createLocks(): Locks {
  const tails = new Map<string, Promise<void>>();
  return {
    hold: async (names, work) => {
      const before = [...new Set(names)].map((name) => ({ name, wait: tails.get(name) }));
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      for (const { name } of before) tails.set(name, held);
      for (const { wait } of before) await wait;
      try {
        return await work();
      } finally {
        release();
        for (const { name } of before) if (tails.get(name) === held) tails.delete(name);
      }
    },
  };
}
