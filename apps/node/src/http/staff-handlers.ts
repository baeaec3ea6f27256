import { CareError, type Role, type StaffActor } from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf, staff } from './people-handlers.ts';

const roles = [
  'doctor',
  'nurse',
  'administrator',
  'privacy-officer',
  'auditor',
  'researcher',
] as const satisfies readonly Role[];

/** Accounts of staff, as administrators see and change them; each change goes into the leaf, so that it holds everywhere. */
export function staffHandlers({ hospital, staffLeaves }: Practice): Handlers {
  const { people, member } = hospital;

  /** The state of an account; `settled` once its leaf says so as well. */
  function stated(user: string) {
    const { state, until, at, by, why } = people.standing(user);
    return {
      user,
      member,
      state,
      until: until === null ? null : new Date(until).toISOString(),
      since: at === null ? null : new Date(at).toISOString(),
      by: by === null ? null : (people.byHandle(by)?.name ?? null),
      why,
      settled: staffLeaves.isSettled(user),
    };
  }

  /** What was said holds here already; its leaf follows now, or when the ledger is back. */
  async function settled(user: string) {
    const tx = await staffLeaves.follow(user);
    return { ...stated(user), tx };
  }

  return {
    ...handlerOf('staff', async ({ actor }) => {
      administrator(actor);
      return {
        rows: people.directory().map(({ user, handle, name, role }) => ({
          ...stated(user),
          handle,
          name,
          role,
          sessions: people.sessionsOf(user),
          passkeys: people.passkeys.of(user).length,
          password: people.passwordOf(user),
        })),
      };
    }),
    ...handlerOf(
      'add-practitioner',
      async ({ actor, body: { user, name, role, password, until } }) => {
        const by = staff(actor);
        const entry = await people.addPractitioner({
          user,
          name,
          ...(password === undefined ? {} : { password }),
          until: timeOf(until ?? null),
          role: roleOf(role),
          by,
        });
        const tx = await staffLeaves.follow(user);
        return { ...entry, member, settled: staffLeaves.isSettled(user), tx };
      },
    ),
    ...handlerOf('suspend-practitioner', async ({ actor, body: { user, why = '' } }) => {
      await people.suspend(administrator(actor), { user, why });
      people.endSessions(user);
      return settled(user);
    }),
    ...handlerOf('reinstate-practitioner', async ({ actor, body: { user }, token }) => {
      const by = administrator(actor);
      people.demandStepUp(token);
      await people.reinstate(by, user);
      return settled(user);
    }),
    ...handlerOf('practitioner-until', async ({ actor, body: { user, until }, token }) => {
      const by = administrator(actor);
      people.demandStepUp(token);
      await people.lastUntil(by, { user, until: timeOf(until) });
      return settled(user);
    }),
    ...handlerOf('end-sessions', async ({ actor, body: { user } }) => {
      administrator(actor);
      people.standing(user);
      people.endSessions(user);
      return {};
    }),
  };
}

/** The administrator who acts; anybody else is refused. */
export function administrator(actor: Parameters<typeof staff>[0]): StaffActor {
  const found = staff(actor);
  if (found.role !== 'administrator')
    throw new CareError('forbidden', 'An administrator may do this.');
  return found;
}

const timeOf = (until: string | null): number | null => (until === null ? null : Date.parse(until));

function roleOf(given: string): Role {
  const role = roles.find((each) => each === given);
  if (!role) throw new CareError('invalid', `A role is one of ${roles.join(', ')}.`);
  return role;
}
