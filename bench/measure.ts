/** Durations of single runs, in ms, and how long all of them took together. */
export interface Measured {
  readonly durationsMs: readonly number[];
  readonly elapsedMs: number;
  /** Runs in a second of elapsed time. */
  readonly perSecond: number;
}

/** Runs `once` `count` times, at most `atOnce` at the same time; the first fault ends all. */
export async function measure(
  { count, atOnce = 1 }: { count: number; atOnce?: number },
  { signal, once }: { signal: AbortSignal; once: (index: number) => Promise<unknown> },
): Promise<Measured> {
  const durationsMs: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      signal.throwIfAborted();
      const begun = performance.now();
      await once(index);
      durationsMs.push(performance.now() - begun);
    }
  };
  const begun = performance.now();
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  const elapsedMs = performance.now() - begun;
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return { durationsMs, elapsedMs, perSecond: (durationsMs.length * 1000) / elapsedMs };
}

/** How often `once` runs in a second, without a pause, for about `ms`. */
export function rateOf(once: () => void, ms = 500): number {
  const begun = performance.now();
  let runs = 0;
  while (performance.now() - begun < ms) {
    once();
    runs += 1;
  }
  return (runs * 1000) / (performance.now() - begun);
}

/** The smallest duration that at least `percent` of the runs did not exceed (nearest rank). */
export function percentile({ durationsMs }: Measured, percent: number): number {
  const sorted = durationsMs.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}
