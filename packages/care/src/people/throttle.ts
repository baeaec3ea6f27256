/** Slows guessing down without locking anybody out: the wait grows by who asks from where, not for the account alone. */
export interface Throttle {
  /** How long (ms) this pair of account and place must still wait; 0 when it may try. */
  wait(user: string, from: string): number;
  failed(user: string, from: string): void;
  succeeded(user: string, from: string): void;
  /** Runs attempts of one pair one after the other, so that many sent at once are counted like as many in a row. */
  inTurn<T>(user: string, from: string, attempt: () => Promise<T>): Promise<T>;
}

const FREE = 5;
const LONGEST_MS = 60_000;
const FORGET_MS = 15 * 60_000;
const MOST = 10_000;

/**
 * After five failures a pair (account, place) waits one second, doubling to a minute; another place, or
 * another account at the same place, does not wait for it, so that a ward is never locked out (I8.1).
 */
export function createThrottle(clock: () => number): Throttle {
  const failures = new Map<string, { count: number; last: number }>();
  const trying = new Map<string, Promise<unknown>>();
  const keyOf = (user: string, from: string) => `${from}\n${user}`;
  return {
    wait: (user, from) => {
      const found = failures.get(keyOf(user, from));
      if (found === undefined || found.count < FREE) return 0;
      if (clock() - found.last > FORGET_MS) return 0;
      const pause = Math.min(LONGEST_MS, 1000 * 2 ** Math.min(found.count - FREE, 6));
      return Math.max(0, found.last + pause - clock());
    },
    failed: (user, from) => {
      const key = keyOf(user, from);
      const found = failures.get(key);
      const isOld = found === undefined || clock() - found.last > FORGET_MS;
      failures.delete(key);
      failures.set(key, { count: isOld ? 1 : found.count + 1, last: clock() });
      for (const oldest of failures.keys()) {
        if (failures.size <= MOST) break;
        failures.delete(oldest);
      }
    },
    succeeded: (user, from) => void failures.delete(keyOf(user, from)),
    inTurn: async (user, from, attempt) => {
      const key = keyOf(user, from);
      const turn = (trying.get(key) ?? Promise.resolve()).then(attempt, attempt);
      trying.set(key, turn);
      try {
        return await turn;
      } finally {
        if (trying.get(key) === turn) trying.delete(key);
      }
    },
  };
}
