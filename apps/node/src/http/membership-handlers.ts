import { CareError, type StaffActor } from '@careledger/care';
import { applicationId, fingerprintOf } from '../membership/application.ts';
import { createBrake } from '../membership/brake.ts';
import { membersIn, rootFingerprints } from '../membership/proposals.ts';
import type { Practice } from '../practice.ts';
import type { Called, Handlers } from './handlers.ts';
import { handlerOf, staff } from './people-handlers.ts';

/** Who the members are, what is decided about them, and how a hospital joins. */
export function membershipHandlers(practice: Practice): Handlers {
  const { hospital, book, governance, channelFacts } = practice;
  const { clock, member: own, channel } = hospital;
  const asked = createBrake({ most: 120, perMs: 60_000 }, { clock });
  const applied = createBrake({ most: 12, perMs: 60_000 }, { clock });

  /** Everybody may ask, and nobody too often. */
  function demandPace(brake: typeof asked, from: string): void {
    if (!brake.pass(from))
      throw new CareError('throttled', 'Too many requests from here: wait a minute.');
  }

  /** An administrator who has just shown again that it is he (I8.2). */
  async function administrator(called: {
    actor: Called<'approve'>['actor'];
    token: string;
    body: { password?: string };
  }): Promise<StaffActor> {
    const by = staff(called.actor);
    const { token, body } = called;
    if (by.role !== 'administrator')
      throw new CareError('forbidden', 'An administrator decides about members.');
    if (body.password !== undefined)
      await hospital.people.stepUp({ token, password: body.password });
    hospital.people.demandStepUp(token);
    return by;
  }

  return {
    ...handlerOf('consortium', async ({ from }) => {
      demandPace(asked, from);
      return {
        channel,
        member: own,
        ...channelFacts,
        members: book.view.members.all.map(({ id, name, kind, status }) => ({
          id,
          name,
          kind,
          status,
        })),
      };
    }),
    ...handlerOf('apply', async ({ body, from }) => {
      demandPace(applied, from);
      const { id } = governance.receive(body.application);
      return { id, state: 'received', fingerprint: fingerprintOf(id) };
    }),
    ...handlerOf('application', async ({ body, from }) => {
      demandPace(asked, from);
      const known = governance.stateOf(body.id);
      const { state, approvals, needed } = known ?? { state: 'unknown', approvals: [], needed: 0 };
      return { state, approvals, needed };
    }),
    ...handlerOf('members', async ({ actor }) => {
      if (!actor) throw new CareError('unauthenticated', 'Sign in first.');
      const { everybody, members: paused } = governance.pausing.current();
      return {
        rows: membersIn(book.view).members.map((member) => ({
          id: member.id,
          name: member.name,
          kind: member.kind,
          status: member.status,
          exchange: member.exchange,
          paused: everybody || paused.includes(member.id),
          origins: member.origins,
          roots: rootFingerprints(member),
          fingerprint: fingerprintOf(applicationId(member)),
        })),
      };
    }),
    ...handlerOf('pause', async (called) => {
      const by = await administrator(called);
      const { member, lift = false } = called.body;
      return governance.pausing.set(by, { member, isLifted: lift });
    }),
    ...handlerOf('proposals', async ({ actor }) => {
      staff(actor);
      return { rows: governance.proposals() };
    }),
    ...handlerOf('propose', async (called) =>
      governance.propose(await administrator(called), called.body.application),
    ),
    ...handlerOf('approve', async (called) =>
      governance.approve(await administrator(called), called.body.proposal),
    ),
    ...handlerOf('reject', async (called) =>
      governance.reject(await administrator(called), called.body.proposal),
    ),
    ...handlerOf('suspend', async (called) =>
      governance.suspend(await administrator(called), called.body.member),
    ),
    ...handlerOf('reinstate', async (called) =>
      governance.reinstate(await administrator(called), called.body.member),
    ),
  };
}
