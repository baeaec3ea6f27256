import { randomBytes } from 'node:crypto';

/** Somebody who signed in at a terminal; `at` in ms. */
export interface Worker {
  readonly user: string;
  readonly at: number;
}

/** Who worked at which shared terminal today: in memory alone, so a restart forgets it. */
export interface Terminals {
  /** Notes a sign-in; gives the terminal's id, a new random one where it has none that is known. */
  note(terminal: string, user: string): string;
  isShared(terminal: string): boolean;
  /** Newest first, of the last 16 hours. */
  workers(terminal: string): Worker[];
}

const DAY_MS = 16 * 3_600_000;
const MOST_TERMINALS = 5_000;
const MOST_WORKERS = 30;

/** Opens the list of terminals. */
export function createTerminals(clock: () => number): Terminals {
  const terminals = new Map<string, Map<string, number>>();
  return {
    note: (given, user) => {
      const known = terminals.get(given);
      const terminal = known === undefined ? randomBytes(24).toString('base64url') : given;
      const workers = known ?? new Map<string, number>();
      workers.delete(user);
      workers.set(user, clock());
      for (const oldest of workers.keys()) {
        if (workers.size <= MOST_WORKERS) break;
        workers.delete(oldest);
      }
      terminals.delete(terminal);
      terminals.set(terminal, workers);
      for (const oldest of terminals.keys()) {
        if (terminals.size <= MOST_TERMINALS) break;
        terminals.delete(oldest);
      }
      return terminal;
    },
    isShared: (terminal) => terminals.has(terminal),
    workers: (terminal) =>
      [...(terminals.get(terminal) ?? [])]
        .filter(([, at]) => clock() - at < DAY_MS)
        .map(([user, at]) => ({ user, at }))
        .toReversed(),
  };
}
