import {
  CareError,
  type Actor,
  type Enrolment,
  type Guardianship,
  type PasskeyAnswer,
} from '@careledger/care';
import type { BodyOf } from '@careledger/protocol';
import type { Practice } from '../practice.ts';
import { sessionCookie, setCookie, terminalCookie } from './cookies.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf, staff } from './people-handlers.ts';
import type { Terminals } from './terminals.ts';
import { iso } from './times.ts';

const TERMINAL_S = 180 * 86_400;

/** As much of a practice as signing in needs. */
export type SignInPractice = Pick<Practice, 'consortium' | 'hospital'> & {
  enrolment: Pick<Enrolment, 'byCredential'>;
};

/** Signing in and out, who is signed in, who worked at this terminal. */
export function sessionHandlers(
  practice: SignInPractice,
  deps: { terminals: Terminals; oidc: { name: string; start: string } | undefined },
): Handlers {
  const { hospital, consortium } = practice;
  const { people, member } = hospital;
  const { terminals, oidc } = deps;
  const { answerIn, ownerOf } = passkeyAnswers(practice);

  /** A shared terminal remembers who worked there today, under a random id. */
  function noted<S extends { user: string }>(
    session: S,
    {
      terminal,
      shared,
      leave,
    }: { terminal: string; shared: boolean; leave: (cookie: string) => void },
  ): S & { member: string } {
    if (shared)
      leave(setCookie(terminalCookie, terminals.note(terminal, session.user), TERMINAL_S));
    return { ...session, member };
  }

  return {
    ...handlerOf('sign-in-ways', async () => ({
      password: true,
      passkey: true,
      demo: consortium.demo,
      memberName: consortium.name,
      ...(oidc === undefined ? {} : { oidc }),
    })),
    ...handlerOf('login', async ({ body: { shared = false, ...body }, from, terminal, leave }) =>
      noted(await people.login({ ...body, from, isShared: shared }), { terminal, shared, leave }),
    ),
    ...handlerOf('login-challenge', async ({ body: { credential = '' } }) => ({
      challenge: people.challenge(),
      rpId: practice.enrolment.byCredential(credential)?.rpId ?? consortium.rpId,
      origin: consortium.origin,
      userVerification: 'required',
      timeout: 120_000,
    })),
    ...handlerOf(
      'login-passkey',
      async ({ body: { assertion, shared = false }, from, terminal, leave }) => {
        const answer = answerIn(assertion);
        const owner = ownerOf(assertion.credential);
        if (owner.patient !== undefined)
          return { ...(await people.loginPatient({ ...answer, patient: owner.patient })), member };
        const session = await people.loginStaff({ ...answer, from, isShared: shared });
        return noted(session, { terminal, shared, leave });
      },
    ),
    ...handlerOf('logout', async ({ token, leave, body: { everywhere = false } }) => {
      people.logout(token, { everywhere });
      leave(setCookie(sessionCookie, '', 0));
      return {};
    }),
    ...handlerOf('whoami', async ({ token }) => {
      const session = people.session(token);
      if (session === undefined) throw new CareError('unauthenticated', 'Sign in first.');
      const { actor, expiresAt, idleMs, isShared, stepUpUntil } = session;
      return {
        member,
        memberName: consortium.name,
        ...(await selfOf(actor)),
        rpId: consortium.rpId,
        origin: consortium.origin,
        steppedUp: stepUpUntil !== null,
        stepUpUntil,
        expiresAt,
        idleMs,
        shared: isShared,
        demo: consortium.demo,
      };
    }),
    ...handlerOf('terminal', async ({ terminal }) => ({
      shared: terminals.isShared(terminal),
      rows: terminals.workers(terminal).flatMap(({ user, at }) => {
        const person = people.person(user);
        return person ? [{ user, name: person.name, role: person.role, at }] : [];
      }),
    })),
    ...handlerOf('step-up', async ({ body, token, actor }) => {
      if ('password' in body)
        return { until: await people.stepUp({ token, password: body.password }) };
      const { patient, user } = ownerOf(body.assertion.credential);
      const owner = patient === undefined ? user : `patient:${patient}`;
      if (!actor) throw new CareError('unauthenticated', 'Sign in first.');
      return { until: await people.stepUp({ token, owner, ...answerIn(body.assertion) }) };
    }),
    ...handlerOf('change-password', async ({ body, token, from }) => ({
      ...(await people.changePassword({ token, ...body, from })),
      member,
    })),
    ...handlerOf('reset-password', async ({ body: { user }, token, actor }) => {
      staff(actor);
      return { user, password: await people.resetPassword({ user, token }) };
    }),
  };

  async function selfOf(actor: Actor) {
    if (actor.kind === 'staff') {
      const { user, role, handle } = actor;
      const name = people.person(user)?.name ?? user;
      return { user, role, handle, name, passkeys: people.passkeys.of(user).length };
    }
    const { patient, guardian } = actor;
    const { name } = await hospital.chart.compare(patient);
    const handle = people.patient(patient)?.handle ?? '';
    return {
      patient,
      role: 'patient',
      handle,
      name: displayName(name),
      passkeys: 1,
      ...(guardian ? { guardian: guardianRow(guardian) } : {}),
    };
  }
}

/** Finds whose a passkey is, and puts its answer in the form in which it is checked. */
function passkeyAnswers({ hospital, enrolment, consortium }: SignInPractice) {
  type Assertion = BodyOf<'login-passkey'>['assertion'];
  const { passkeys } = hospital.people;
  const unknown = () => new CareError('unauthenticated', 'This passkey is not known here.');
  return {
    ownerOf: (credential: string): { user: string; patient?: string } => {
      const patient = enrolment.byCredential(credential)?.patient;
      if (patient !== undefined) return { user: '', patient };
      const user = passkeys.find(credential)?.user;
      if (user === undefined) throw unknown();
      return { user };
    },
    answerIn: ({ credential: id, ...assertion }: Assertion): PasskeyAnswer => {
      const ofPatient = enrolment.byCredential(id);
      const spki = ofPatient ? Buffer.from(ofPatient.spki, 'base64url') : passkeys.find(id)?.spki;
      if (spki === undefined) throw unknown();
      const rpId = ofPatient?.rpId ?? consortium.rpId;
      const credential = { id, spki, rpId, origins: [consortium.origin] };
      return { credential, challenge: challengeIn(assertion.clientDataJSON), assertion };
    },
  };
}

function challengeIn(clientDataJSON: string): string {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'));
    return typeof parsed === 'object' && parsed !== null && 'challenge' in parsed
      ? String(parsed.challenge)
      : '';
  } catch {
    return '';
  }
}

function guardianRow({ name, relation, scope, categories, until }: Guardianship) {
  return { name, relation, scope, categories, until: iso(until) };
}

/** The first name of a Patient resource, as text. */
export function displayName(names: unknown): string {
  const first: unknown = Array.isArray(names) ? names[0] : undefined;
  if (typeof first !== 'object' || first === null) return '';
  const given = 'given' in first && Array.isArray(first.given) ? first.given.map(String) : [];
  const family = 'family' in first ? String(first.family) : '';
  return 'text' in first ? String(first.text) : [...given, family].join(' ').trim();
}
