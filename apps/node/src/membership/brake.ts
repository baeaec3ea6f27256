/** Bounds how often one place may call what is open to everybody. */
export interface Brake {
  /** Whether this call from a place may pass; it counts if so. */
  pass(from: string): boolean;
}

const places = 1000;

/** A brake that lets `most` calls of each place pass in every window of `perMs`; it remembers 1000 places. */
export function createBrake(
  limits: { most: number; perMs: number },
  deps: { clock: () => number },
): Brake {
  const windows = new Map<string, { since: number; count: number }>();
  return {
    pass(from) {
      const now = deps.clock();
      const known = windows.get(from);
      const isOver = known === undefined || now - known.since >= limits.perMs;
      const window = isOver ? { since: now, count: 0 } : known;
      if (window.count >= limits.most) return false;
      windows.delete(from);
      windows.set(from, { since: window.since, count: window.count + 1 });
      for (const oldest of windows.keys()) {
        if (windows.size <= places) break;
        windows.delete(oldest);
      }
      return true;
    },
  };
}
