import { CareError } from '../care-error.ts';
import { createLocks } from '../chart/locks.ts';
import type { Journal } from '../journal/journal.ts';
import type { Registry } from '../registry/registry.ts';
import type { Accounts } from './accounts.ts';
import type { StaffActor } from './actor.ts';
import type { Person } from './person.ts';
import {
  demandAhead,
  standingOf,
  standingRow,
  stateOf,
  type StaffState,
  type Standing,
} from './standing.ts';

/** What administrators say of the accounts of others; each is journaled and holds here at once. */
export interface Standings {
  /** Whether an account may act now; throws `not-found`. */
  standing(user: string): StaffState;
  /** Ends what an account may do; gives its state. One that is suspended stays so, as it was first said. */
  suspend(actor: StaffActor, said: { user: string; why: string }): Promise<StaffState>;
  /** Lifts a suspension. */
  reinstate(actor: StaffActor, user: string): Promise<StaffState>;
  /** Sets the time (ms) from which an account may do nothing more; null for none. */
  lastUntil(actor: StaffActor, said: { user: string; until: number | null }): Promise<StaffState>;
}

/** Opens what is said of accounts (registry kind `standing`). */
export function openStandings(deps: {
  registry: Registry;
  journal: Journal;
  accounts: Pick<Accounts, 'find'>;
  clock: () => number;
}): Standings {
  const { registry, journal, accounts, clock } = deps;
  const locks = createLocks();

  function known(user: string): Person {
    const person = accounts.find(user);
    if (person === undefined) throw new CareError('not-found', 'There is no such account here.');
    return person;
  }

  const standing = (user: string): StaffState =>
    stateOf(registry, { user, handle: known(user).handle, now: clock() });

  async function say(
    actor: StaffActor,
    said: { user: string; what: 'lifted' | 'suspended' | 'until' },
    change: (was: Standing) => Standing,
  ): Promise<StaffState> {
    if (actor.role !== 'administrator')
      throw new CareError('forbidden', 'An administrator suspends, lifts and sets an end.');
    const { user, what } = said;
    if (user === actor.user)
      throw new CareError('forbidden', 'Another administrator decides about your own account.');
    const { handle } = known(user);
    // One after the other: of two words said at once none takes the other back.
    return locks.hold([user], async () => {
      const { until, state, at } = standing(user);
      const was = standingOf(registry, user) ?? {
        until,
        suspended: state === 'suspended' ? { at: at ?? clock(), by: actor.handle, why: '' } : null,
      };
      const now = change(was);
      if (now === was) return standing(user);
      const entry = { t: 'staff-standing', v: 1, at: clock(), who: handle, by: actor.handle };
      await journal.append({ ...entry, what, until: now.until });
      await registry.putAll([standingRow(user, now)]);
      return standing(user);
    });
  }

  return {
    standing,
    suspend: (actor, { user, why }) =>
      say(actor, { user, what: 'suspended' }, (was) =>
        was.suspended === null
          ? { ...was, suspended: { at: clock(), by: actor.handle, why } }
          : was,
      ),
    reinstate: (actor, user) =>
      say(actor, { user, what: 'lifted' }, (was) =>
        was.suspended === null ? was : { ...was, suspended: null },
      ),
    lastUntil: (actor, { user, until }) =>
      say(actor, { user, what: 'until' }, (was) => {
        if (until === was.until) return was;
        demandAhead(until, clock());
        return { ...was, until };
      }),
  };
}
