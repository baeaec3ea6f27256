import { createHash } from 'node:crypto';
import { CareError } from '../care-error.ts';

/** What is known of a session that stands; times in ms. */
export interface Standing<T> {
  readonly user: string;
  readonly held: T;
  readonly idleMs: number;
  readonly expiresAt: number;
}

/** Sessions in memory: a token of 256 random bits, ended by silence, a limit, or a word. */
export interface Sessions<T> {
  /** Opens a session that ends after `idleMs` of silence, 12 hours at the latest. */
  open(user: string, held: T, idleMs: number): { token: string; expiresAt: number };
  /** The session; counts as activity. Throws `unauthenticated`. */
  use(token: string): Standing<T>;
  /** The session as it stands, without counting as activity; undefined where it is over. */
  look(token: string): Standing<T> | undefined;
  close(token: string): void;
  /** Ends the sessions of a user, or of those only whom `isMeant` names. */
  closeAll(user: string, isMeant?: (held: T) => boolean): void;
  /** How many sessions of a user stand. */
  count(user: string): number;
}

const LONGEST_MS = 12 * 3_600_000;
const MOST_PER_USER = 20;
const MOST = 5_000;

interface Kept<T> {
  readonly user: string;
  readonly held: T;
  readonly idleMs: number;
  readonly opened: number;
  last: number;
}

/** Opens the list of sessions; only digests of tokens are kept. */
export function createSessions<T>(deps: {
  clock: () => number;
  random: (bytes: number) => Uint8Array;
}): Sessions<T> {
  const { clock, random } = deps;
  const sessions = new Map<string, Kept<T>>();
  const keyOf = (token: string) => createHash('sha256').update(token).digest('hex');
  const endOf = ({ last, idleMs, opened }: Kept<T>) => Math.min(last + idleMs, opened + LONGEST_MS);
  const found = (token: string) => {
    const session = sessions.get(keyOf(token));
    if (session === undefined || clock() <= endOf(session)) return session;
    sessions.delete(keyOf(token));
    return undefined;
  };
  const standing = (session: Kept<T>): Standing<T> => {
    const { user, held, idleMs } = session;
    return { user, held, idleMs, expiresAt: endOf(session) };
  };
  return {
    open: (user, held, idleMs) => {
      const own = [...sessions].filter(([, session]) => session.user === user);
      for (const [key] of own.slice(0, Math.max(0, own.length - MOST_PER_USER + 1)))
        sessions.delete(key);
      for (const oldest of sessions.keys()) {
        if (sessions.size < MOST) break;
        sessions.delete(oldest);
      }
      const token = Buffer.from(random(32)).toString('base64url');
      const session = { user, held, idleMs, opened: clock(), last: clock() };
      sessions.set(keyOf(token), session);
      return { token, expiresAt: endOf(session) };
    },
    use: (token) => {
      const session = found(token);
      if (session === undefined) throw new CareError('unauthenticated', 'Sign in first.');
      session.last = clock();
      return standing(session);
    },
    look: (token) => {
      const session = found(token);
      return session && standing(session);
    },
    close: (token) => void sessions.delete(keyOf(token)),
    count: (user) =>
      [...sessions.values()].filter((each) => each.user === user && clock() <= endOf(each)).length,
    closeAll: (user, isMeant = () => true) => {
      for (const [key, session] of sessions)
        if (session.user === user && isMeant(session.held)) sessions.delete(key);
    },
  };
}
