import type { Outcome, WorldState } from '../state/world-state.ts';

/** Outcomes of transactions, also of those still to come. */
export interface Outcomes {
  /** The outcome of a transaction id, waiting for it; undefined when the signal aborts first. */
  of(txId: string, signal: AbortSignal): Promise<Outcome | undefined>;
  /** Announces a transaction that was just committed. */
  announce(txId: string, outcome: Outcome): void;
}

/** Outcomes over committed state. */
export function outcomesOver(state: WorldState): Outcomes {
  const waiting = new Map<string, Set<(outcome: Outcome) => void>>();
  return {
    of(txId, signal) {
      const known = state.outcome(txId);
      if (known !== undefined || signal.aborted) return Promise.resolve(known);
      return new Promise((resolve) => {
        const waiters = waiting.get(txId) ?? new Set();
        waiting.set(txId, waiters);
        const settle = (outcome: Outcome | undefined): void => {
          waiters.delete(settle);
          if (waiters.size === 0) waiting.delete(txId);
          signal.removeEventListener('abort', abort);
          resolve(outcome);
        };
        const abort = (): void => settle(undefined);
        waiters.add(settle);
        signal.addEventListener('abort', abort, { once: true });
      });
    },
    announce(txId, outcome) {
      for (const settle of Array.from(waiting.get(txId) ?? [])) settle(outcome);
    },
  };
}
