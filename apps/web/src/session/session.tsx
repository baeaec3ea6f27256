import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import * as v from 'valibot';
import { callNode } from '../api/node.ts';
import { navigate } from 'wouter/use-browser-location';
import { LiveContext, useLine } from '../api/live.ts';
import { codeOf } from '../api/code-of.ts';
import { freshen } from './fresh.ts';
import { createSignOut, type Reach } from './sign-out.ts';

const againMs = 5_000;

const roles = [
  'patient',
  'guardian',
  'doctor',
  'nurse',
  'administrator',
  'privacy-officer',
  'auditor',
  'researcher',
] as const;

const whoForm = v.object({
  member: v.string(),
  memberName: v.string(),
  role: v.picklist(roles),
  user: v.optional(v.string()),
  name: v.string(),
  patient: v.optional(v.string()),
  guardian: v.optional(
    v.object({
      name: v.string(),
      relation: v.string(),
      scope: v.picklist(['consent', 'view']),
      categories: v.nullable(v.array(v.string())),
      until: v.nullable(v.string()),
    }),
  ),
  rpId: v.string(),
  origin: v.string(),
  steppedUp: v.boolean(),
  expiresAt: v.number(),
  idleMs: v.number(),
  shared: v.optional(v.boolean(), false),
  demo: v.boolean(),
  passkeys: v.number(),
});

/** Who is signed in at this page, and where. */
export type Who = v.InferOutput<typeof whoForm>;

/** The session of this page. */
export interface Session {
  /** `asking` only before the first answer; `locked` when it ended while a page was open. */
  readonly state: 'asking' | 'stranger' | 'signed-in' | 'locked';
  readonly who: Who | undefined;
  /** Asks again who is signed in; to be called after signing in. */
  readonly refresh: () => Promise<void>;
  /** Forgets at this page what the person saw, and ends the session, or all of his, at the node. */
  readonly signOut: (reach?: Reach) => Promise<void>;
  /** Whether a sign-out was asked for that the node has not taken yet. */
  readonly isStillIn: boolean;
  /** Asks the node once more for the sign-out that it has not taken. */
  readonly signOutAgain: () => Promise<void>;
  /** What is open stays, and somebody has to sign in. */
  readonly lock: () => void;
  /** Ends the session and leaves what is open behind a lock, for a change-over at a shared terminal. */
  readonly leave: () => Promise<void>;
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Knows who is signed in, and holds the line to the node while somebody is. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [locked, setLocked] = useState<Who>();
  const [signingOut] = useState(() =>
    createSignOut({
      kept: localStorage,
      call: (reach) => callNode('logout', { everywhere: reach === 'everywhere' }, v.unknown()),
      waitMs: againMs,
    }),
  );
  const [isStillIn, setStillIn] = useState(() => signingOut.isOwed());
  const signOutAgain = useCallback(
    async () => setStillIn(!(await signingOut.again())),
    [signingOut],
  );
  const query = useQuery({
    queryKey: ['whoami'],
    queryFn: async (): Promise<Who | null> => {
      // The cookie of a sign-out that failed signs nobody in again.
      await signOutAgain();
      if (signingOut.isOwed()) return null;
      try {
        return await callNode('whoami', {}, whoForm, 'background');
      } catch (error) {
        if (codeOf(error) === 'unauthenticated') return null;
        throw error;
      }
    },
    staleTime: Infinity,
  });
  const who = query.data ?? undefined;

  const lock = useCallback(() => {
    setLocked((kept) => kept ?? queries.getQueryData<Who>(['whoami']) ?? undefined);
    queries.setQueryData(['whoami'], null);
  }, [queries]);

  /** Locks where the session is over; a new password, for one, ends a session and begins another. */
  const ended = useCallback(async () => {
    const still = await callNode('whoami', {}, whoForm, 'background').catch((error: unknown) =>
      codeOf(error) === 'unauthenticated' ? undefined : null,
    );
    if (still === null) return false;
    const isOver = personKey(still) !== personKey(queries.getQueryData<Who>(['whoami']));
    if (isOver) lock();
    return isOver;
  }, [queries, lock]);

  const refresh = useCallback(async () => {
    signingOut.drop();
    setStillIn(false);
    const { data } = await query.refetch();
    const isSame = personKey(data ?? undefined) === personKey(locked ?? who);
    freshen(queries, { isSame });
    if (!isSame && locked !== undefined) navigate('/');
    setLocked(undefined);
  }, [query, who, locked, queries, signingOut]);

  const signOut = useCallback(
    async (reach: Reach = 'here') => {
      const isTaken = signingOut.end(reach);
      setLocked(undefined);
      freshen(queries, { isSame: false });
      queries.setQueryData(['whoami'], null);
      setStillIn(!(await isTaken));
    },
    [queries, signingOut],
  );

  const leave = useCallback(async () => {
    const isTaken = signingOut.end('here');
    lock();
    setStillIn(!(await isTaken));
  }, [lock, signingOut]);

  useEffect(() => {
    if (!isStillIn) return undefined;
    const timer = setInterval(() => void signOutAgain(), againMs);
    return () => clearInterval(timer);
  }, [isStillIn, signOutAgain]);

  useEndedSession(who !== undefined, ended);
  const live = useLine(who !== undefined, ended);
  const state = stateOf(query.isPending, who, locked);
  const session = useMemo<Session>(
    () => ({
      state,
      who: who ?? locked,
      refresh,
      signOut,
      isStillIn,
      signOutAgain,
      lock,
      leave,
    }),
    [state, who, locked, refresh, signOut, isStillIn, signOutAgain, lock, leave],
  );
  return (
    <SessionContext value={session}>
      <LiveContext value={live}>{children}</LiveContext>
    </SessionContext>
  );
}

/** Tells when an answer says that the session is over. */
function useEndedSession(isOn: boolean, ended: () => Promise<boolean>): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!isOn) return undefined;
    const hear = (event: { type: string; action?: { type: string; error?: unknown } }) => {
      const { type, action } = event;
      if (
        type === 'updated' &&
        action?.type === 'error' &&
        codeOf(action.error) === 'unauthenticated'
      )
        void ended();
    };
    const stops = [
      queries.getQueryCache().subscribe(hear),
      queries.getMutationCache().subscribe(hear),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [isOn, ended, queries]);
}

/** The session of this page. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('Put the page inside SessionProvider.');
  return session;
}

/** Who is signed in; only for pages that the router shows to people who are. */
export function useWho(): Who {
  const { who } = useSession();
  if (who === undefined) throw new Error('This page is for people who are signed in.');
  return who;
}

/** Tells people at this page apart: a guardian is not the patient. */
export function personKey(who: Who | undefined): string {
  return who === undefined ? '' : [who.user, who.patient, who.guardian?.name].join('\n');
}

function stateOf(
  isAsking: boolean,
  who: Who | undefined,
  locked: Who | undefined,
): Session['state'] {
  if (who !== undefined) return 'signed-in';
  if (locked !== undefined) return 'locked';
  return isAsking ? 'asking' : 'stranger';
}
