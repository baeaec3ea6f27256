import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerView } from '@careledger/care';
import * as v from 'valibot';
import type { Configuration } from '../engine.ts';
import { applicationId } from './application.ts';
import type { Applications, Received } from './applications.ts';
import type { Office } from './channel-update.ts';

/** Brings members that governance has admitted into the channel's configuration. */
export interface Admission {
  /** Another member's wish for this member's signature: `{signature}`, empty where governance does not say so (M2). */
  sign(body: unknown): Promise<object>;
  /** Works until the signal ends it. */
  run(signal: AbortSignal): Promise<void>;
}

const Wish = v.object({ update: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,900000}$/)) });
const againMs = 3000;

/**
 * Every member's node signs what governance decided, by itself. The member that holds a newcomer's application collects the
 * signatures of more than half of the organisations and sends the update to the orderer.
 */
export function openAdmission(deps: {
  view: LedgerView;
  applications: Applications;
  configuration: () => Configuration;
  office: Office;
  /** Asks a member for its signature under an update; undefined when there is none. */
  ask: (member: string, update: string) => Promise<string | undefined>;
  clock: () => number;
  log: (line: { readonly event: string; readonly [fact: string]: unknown }) => void;
}): Admission {
  const { view, applications, configuration, office, ask, clock, log } = deps;

  const pending = () =>
    view.members.all.filter(
      ({ status, mspId }) => status === 'pending' && !configuration().organisations.includes(mspId),
    );

  async function admit({ application }: Received): Promise<void> {
    // Nothing of the engine is loaded before there is somebody to admit.
    const { admittingUpdate, putInForce, signAdmission } = await import('./channel-update.ts');
    const { member, peer } = application;
    const { update, needed } = admittingUpdate(configuration(), member, peer);
    const own = signAdmission(
      update,
      { configuration: configuration(), pending: [member] },
      office,
    );
    const others = view.members.all.filter(
      ({ status, mspId }) => status === 'active' && mspId !== office.mspId,
    );
    const asked = await Promise.all(others.map(({ id }) => ask(id, update)));
    const signatures = [own, ...asked].filter((each) => each !== undefined);
    log({ event: 'admitting', member: member.id, signatures: signatures.length, needed });
    if (signatures.length < needed) return;
    await putInForce(
      { update, signatures },
      { configuration: configuration(), office, at: clock() },
    );
  }

  async function admitAll(): Promise<void> {
    for (const member of pending()) {
      const held = applications.get(applicationId({ ...member }));
      if (held) await admit(held);
    }
  }

  return {
    async sign(body) {
      if (!v.is(Wish, body)) return {};
      const known = { configuration: configuration(), pending: pending() };
      if (known.pending.length === 0) return {};
      const { signAdmission } = await import('./channel-update.ts');
      const signature = signAdmission(body.update, known, office);
      return signature === undefined ? {} : { signature };
    },
    async run(signal) {
      let round = new AbortController();
      const unsubscribe = view.onBlock((block) => {
        if (block.transactions.some((tx) => tx.writes.some(({ book }) => book === 'governance')))
          round.abort();
      });
      while (!signal.aborted) {
        round = new AbortController();
        await admitAll().catch((error: unknown) =>
          log({ event: 'admission-waits', error: error instanceof Error ? error.message : '' }),
        );
        const woken = AbortSignal.any([signal, round.signal]);
        await sleep(againMs, undefined, { signal: woken, ref: false }).catch(() => {});
      }
      unsubscribe();
    },
  };
}
