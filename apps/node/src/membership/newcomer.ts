import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OfficeKey } from '@careledger/care';
import { joinDigest, members as membersForm, parse, voteMessage } from '@careledger/contracts';
import { LedgerError, type Ledger } from '@careledger/ledger';
import { canonical, toBase64url } from '@careledger/proof';
import { createNodeClient, NodeProblem } from '@careledger/protocol';
import * as v from 'valibot';
import { applicationId, fingerprintOf, parseApplication, type Application } from './application.ts';
import { transactByMajority } from './majority-call.ts';

/** What a newcomer's node joins with. */
export interface Joining {
  readonly application: Application;
  /** Address of the member through which it applied. */
  readonly sponsor: string;
  readonly channel: string;
}

const State = v.object({
  state: v.string(),
  approvals: v.array(v.string()),
  needed: v.number(),
});
const pollMs = 3000;

/** The application that a hospital's folder was made with; undefined where it founded its consortium. */
export function ownApplication(folder: string): Application | undefined {
  const file = join(folder, 'application.json');
  return existsSync(file) ? parseApplication(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** Waits until the channel has this hospital as an organisation, applying again where the sponsor does not know of it; `say` hears what it waits for. */
export async function awaitAdmission(
  { application, sponsor }: Joining,
  deps: {
    organisations: () => readonly string[];
    say: (sentence: string) => void;
    signal: AbortSignal;
  },
): Promise<void> {
  const { organisations, say, signal } = deps;
  const client = createNodeClient({ url: sponsor, limitMs: 10_000 });
  const { name, mspId } = application.member;
  const id = applicationId(application.member);
  for (let waited = 0; !organisations().includes(mspId); waited += 1) {
    signal.throwIfAborted();
    // The own peer is told by the orderer; the sponsor is asked only for words.
    if (waited % 10 === 0) say(await waitingFor());
    await sleep(pollMs / 10, undefined, { signal, ref: false });
  }

  async function waitingFor(): Promise<string> {
    try {
      const answer = await client.call('application', { id });
      const { state, approvals, needed } = v.parse(State, answer);
      if (state === 'unknown') await client.call('apply', { application: { ...application } });
      return sentenceOf(state, { name, sponsor, id, approvals, needed });
    } catch (error) {
      const why = error instanceof NodeProblem ? error.message : 'Its answer is not understood.';
      return `${name} waits to be admitted, and cannot ask ${sponsor} how its application stands: ${why}`;
    }
  }
}

function sentenceOf(
  state: string,
  facts: {
    name: string;
    sponsor: string;
    id: string;
    approvals: readonly string[];
    needed: number;
  },
): string {
  const { name, sponsor, id, approvals, needed } = facts;
  switch (state) {
    case 'unknown':
    case 'received':
      return `${name} has applied at ${sponsor} and waits for an administrator there to propose it. Its fingerprint, to compare by telephone: ${fingerprintOf(id)}.`;
    case 'open':
      return `${name} is proposed: ${approvals.length} of ${needed} approvals (${approvals.join(', ')}). It waits for the other members' administrators.`;
    case 'carried':
      return `${name} is admitted and waits for the members' nodes to put it into the channel.`;
    default:
      return `The proposal of ${name} was ${state}. Ask the administrators at ${sponsor}; they can propose it again.`;
  }
}

/** The newcomer's first transaction: from it on it is active (M2). Does nothing for a member that is not pending. */
export async function joinConsortium(
  { application, channel }: Joining,
  deps: {
    ledger: Ledger;
    office: OfficeKey;
    organisations: readonly string[];
    clock: () => number;
  },
): Promise<void> {
  const { ledger, office, organisations, clock } = deps;
  const { id: member, mspId } = application.member;
  const text = await ledger.evaluate({ book: 'governance', fn: 'read', arg: 'members' });
  const known = text.length > 0 ? parse(membersForm, JSON.parse(text.toString())) : undefined;
  const own = known?.members.find(({ id }) => id === member);
  if (!own)
    throw new LedgerError(
      'refused',
      'The own copy of the ledger has not come to the admission yet.',
    );
  if (own.status !== 'pending') return;
  const at = clock();
  const subject = joinDigest(member);
  const message = voteMessage({ channel, action: 'join', subject, member, at });
  const key = toBase64url(office.spki);
  const vote = { member, key, signature: toBase64url(office.sign(message)), at };
  await transactByMajority(
    { fn: 'join', arg: canonical({ v: 1, vote }) },
    { ledger, own: mspId, organisations },
  );
}
