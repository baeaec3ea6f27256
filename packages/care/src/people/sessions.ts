import { createHash } from 'node:crypto';
import { CareError } from '../care-error.ts';

/** Sessions in memory: a bearer token of 256 random bits, ended by silence, a limit, or a word. */
export interface Sessions<T> {
  open(user: string, held: T): { token: string; expiresAt: number };
  /** What the session holds; counts as activity. Throws `unauthenticated`. */
  use(token: string): T;
  /** Whether the session still stands, without counting as activity. */
  stands(token: string): boolean;
  close(token: string): void;
  closeAll(user: string): void;
}

const SILENCE_MS = 30 * 60_000;
const LONGEST_MS = 12 * 3_600_000;
const MOST_PER_USER = 20;
const MOST = 5_000;

/** Opens the list of sessions; only digests of tokens are kept. */
export function createSessions<T>(deps: {
  clock: () => number;
  random: (bytes: number) => Uint8Array;
}): Sessions<T> {
  const { clock, random } = deps;
  const sessions = new Map<string, { user: string; held: T; opened: number; last: number }>();
  const keyOf = (token: string) => createHash('sha256').update(token).digest('hex');
  const found = (token: string) => {
    const session = sessions.get(keyOf(token));
    if (session === undefined) return undefined;
    const isOver = clock() - session.last > SILENCE_MS || clock() - session.opened > LONGEST_MS;
    if (isOver) sessions.delete(keyOf(token));
    return isOver ? undefined : session;
  };
  return {
    open: (user, held) => {
      const own = [...sessions].filter(([, session]) => session.user === user);
      for (const [key] of own.slice(0, Math.max(0, own.length - MOST_PER_USER + 1)))
        sessions.delete(key);
      for (const oldest of sessions.keys()) {
        if (sessions.size < MOST) break;
        sessions.delete(oldest);
      }
      const token = Buffer.from(random(32)).toString('base64url');
      sessions.set(keyOf(token), { user, held, opened: clock(), last: clock() });
      return { token, expiresAt: clock() + SILENCE_MS };
    },
    use: (token) => {
      const session = found(token);
      if (session === undefined) throw new CareError('unauthenticated', 'Sign in first.');
      session.last = clock();
      return session.held;
    },
    stands: (token) => found(token) !== undefined,
    close: (token) => void sessions.delete(keyOf(token)),
    closeAll: (user) => {
      for (const [key, session] of sessions) if (session.user === user) sessions.delete(key);
    },
  };
}
