import type { MasterKey } from '@careledger/keys';
import { CareError } from '../care-error.ts';
import type { OpenedChart } from '../chart/open-chart.ts';
import type { Journal } from '../journal/journal.ts';
import { isInForce, type Guardianship } from '../guardians/guardianship.ts';
import type { Accounts } from './accounts.ts';
import type { Actor, StaffActor } from './actor.ts';
import type { PasskeyChallenges } from './passkey-challenges.ts';
import type { PatientRow, Session, SignIn } from './people.ts';
import { staffActor, type Person } from './person.ts';
import { createSessions } from './sessions.ts';
import type { StaffPasskeys } from './staff-passkeys.ts';

const VOUCH_MS = 60_000;
const STEP_UP_MS = 5 * 60_000;

/** How long (ms) a session lasts without activity; others use a shared terminal, which locks earlier. */
export interface IdleTimes {
  readonly ownMs: number;
  readonly sharedMs: number;
}

/** Half an hour, and a quarter at a shared terminal. */
export const USUAL_IDLE: IdleTimes = { ownMs: 30 * 60_000, sharedMs: 15 * 60_000 };

interface Held {
  readonly actor: Actor;
  readonly isShared: boolean;
  readonly stepped: { until: number };
}

/** Opens sessions for those whom a password, a passkey or another authority has shown to be who they are. */
export function openSignIn(deps: {
  idle: IdleTimes;
  accounts: Accounts;
  challenges: PasskeyChallenges;
  passkeys: StaffPasskeys;
  patient: (id: string) => PatientRow | undefined;
  /** The bounds of a guardian's passkey; undefined where it is the patient's own. */
  guardianOf: (credential: string) => Guardianship | undefined;
  chart: OpenedChart;
  journal: Journal;
  masterKey: MasterKey;
  clock: () => number;
  random: (bytes: number) => Uint8Array;
}): SignIn {
  const { accounts, challenges, passkeys, patient, guardianOf } = deps;
  const { chart, journal, masterKey, clock, random } = deps;
  const sessions = createSessions<Held>({ clock, random });
  const introducing = new Set<string>();

  /** A practitioner enters himself in the hospital's directory when he first signs in: his act, his key. */
  async function introduce({ user, name, role }: Person, actor: StaffActor): Promise<void> {
    const isPractitioner = role === 'doctor' || role === 'nurse';
    if (!isPractitioner || accounts.find(user)?.fhirId !== '' || introducing.has(user)) return;
    introducing.add(user);
    try {
      const resource = { resourceType: 'Practitioner', active: true, name: [{ text: name }] };
      const { id } = await chart.create(actor, { type: 'Practitioner', resource });
      await accounts.introduced(user, id);
    } finally {
      introducing.delete(user);
    }
  }

  async function begin(person: Person, isShared = false): Promise<Session> {
    accounts.demandActive(person);
    const { user, role, handle } = person;
    const stepped = { until: 0 };
    let token = '';
    const actor = staffActor(person, {
      masterKey,
      stands: () => sessions.look(token) !== undefined && accounts.isActive(person),
      isSteppedUp: () => clock() < stepped.until,
    });
    const held = { actor, isShared, stepped };
    const opened = sessions.open(user, held, isShared ? deps.idle.sharedMs : deps.idle.ownMs);
    token = opened.token;
    await introduce(person, actor);
    return { ...opened, user, role, handle };
  }

  function staffIn(token: string): { actor: StaffActor; held: Held } {
    const { held } = sessions.use(token);
    if (held.actor.kind !== 'staff')
      throw new CareError('forbidden', 'Only staff of this hospital may do this.');
    return { actor: held.actor, held };
  }

  /** What a guardian or an account may ends with its period, in the middle of a session too (I4, I7). */
  function isOver(actor: Actor): boolean {
    if (actor.kind === 'staff') return !accounts.isActive(actor);
    return actor.guardian !== undefined && !isInForce(actor.guardian, clock());
  }

  function demandStepUp(token: string): void {
    if (sessions.use(token).held.stepped.until <= clock())
      throw new CareError('step-up', 'Confirm with your passkey or password first.');
  }

  return {
    demandStepUp,
    challenge: () => challenges.issue(),
    takeChallenge: (challenge) => challenges.take(challenge),
    login: async ({ user, password, newPassword, from = '', isShared }) => {
      const person = await accounts.authenticate(user, password, from);
      if (accounts.isOnce(user)) {
        if (newPassword === undefined)
          throw new CareError('new-password', 'This password was given once: choose your own.');
        if (newPassword === password)
          throw new CareError('invalid', 'Choose another password than the one you were given.');
        await accounts.choose(user, newPassword);
      }
      return begin(person, isShared);
    },
    vouch: async ({ user, password, from = '' }) => {
      const person = await accounts.authenticate(user, password, from);
      if (accounts.isOnce(user))
        throw new CareError('new-password', 'This password was given once: choose your own.');
      accounts.demandActive(person);
      const until = clock() + VOUCH_MS;
      const stands = () => clock() < until;
      return staffActor(person, { masterKey, stands, isSteppedUp: stands });
    },
    loginPatient: async ({ patient: id, ...answer }) => {
      await challenges.check(answer);
      const row = patient(id);
      if (row === undefined) throw new CareError('unauthenticated', 'This sign-in is not known.');
      const user = `patient:${id}`;
      const credential = answer.credential.id;
      const guardian = guardianOf(credential);
      if (guardian && !isInForce(guardian, clock()))
        throw new CareError('unauthenticated', 'This passkey is not known here.');
      const actor: Actor = {
        kind: 'patient',
        patient: id,
        credential,
        ...(guardian ? { guardian } : {}),
      };
      const held = { actor, isShared: false, stepped: { until: 0 } };
      const opened = sessions.open(user, held, deps.idle.ownMs);
      return { ...opened, user, role: 'patient', handle: row.handle };
    },
    loginStaff: async ({ isShared, ...answer }) => {
      await challenges.check(answer);
      const { id } = answer.credential;
      const person = accounts.find(passkeys.find(id)?.user ?? '');
      if (person === undefined)
        throw new CareError('unauthenticated', 'This sign-in is not known.');
      await passkeys.used(id);
      return begin(person, isShared);
    },
    loginNamed: async ({ user, isShared }) => {
      const person = accounts.find(user);
      if (person === undefined)
        throw new CareError('forbidden', 'Nobody here has this account: ask an administrator.');
      return begin(person, isShared);
    },
    actor: (token, { isActivity } = { isActivity: true }) => {
      const found = isActivity ? sessions.use(token) : sessions.look(token);
      const actor = found?.held.actor;
      if (actor === undefined || isOver(actor)) {
        sessions.close(token);
        throw new CareError('unauthenticated', 'Sign in first.');
      }
      return actor;
    },
    session: (token) => {
      const found = sessions.look(token);
      if (found === undefined || isOver(found.held.actor)) return undefined;
      const { user, idleMs, expiresAt, held } = found;
      const { actor, isShared, stepped } = held;
      const stepUpUntil = stepped.until > clock() ? stepped.until : null;
      return { user, actor, expiresAt, idleMs, isShared, stepUpUntil };
    },
    stepUp: async ({ token, ...proof }) => {
      const { user, held } = sessions.use(token);
      if ('password' in proof) {
        const { actor } = staffIn(token);
        await accounts.authenticate(actor.user, proof.password, token);
      } else {
        if (proof.owner !== user) throw new CareError('forbidden', 'This passkey is not yours.');
        await challenges.check(proof);
      }
      held.stepped.until = clock() + STEP_UP_MS;
      return held.stepped.until;
    },
    logout: (token, { everywhere } = { everywhere: false }) => {
      const own = sessions.look(token);
      if (everywhere && own !== undefined)
        sessions.closeAll(own.user, (held) => guardianIn(held) === guardianIn(own.held));
      sessions.close(token);
    },
    endSessions: (user) => sessions.closeAll(user),
    passwordOf: (user) => accounts.passwordOf(user),
    sessionsOf: (user) => sessions.count(user),
    changePassword: async ({ token, old, password, from = token }) => {
      const { actor, held } = staffIn(token);
      const person = await accounts.authenticate(actor.user, old, from);
      await accounts.choose(actor.user, password);
      sessions.closeAll(actor.user);
      return begin(person, held.isShared);
    },
    resetPassword: async ({ user, token }) => {
      const { actor } = staffIn(token);
      if (actor.role !== 'administrator')
        throw new CareError('forbidden', 'An administrator resets passwords.');
      if (user === actor.user)
        throw new CareError('forbidden', 'Change your own password; another administrator resets.');
      demandStepUp(token);
      const person = accounts.find(user);
      if (person === undefined) throw new CareError('not-found', 'There is no such account here.');
      const entry = { t: 'password-reset', v: 1, at: clock(), who: person.handle };
      await journal.append({ ...entry, by: actor.handle });
      const password = await accounts.giveOnce(user);
      sessions.closeAll(user);
      return password;
    },
  };
}

/** The passkey of the guardian who signed in; undefined where it is the patient or staff. */
function guardianIn({ actor }: Held): string | undefined {
  return actor.kind === 'patient' && actor.guardian !== undefined ? actor.credential : undefined;
}
