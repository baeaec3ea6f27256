import { randomBytes } from 'node:crypto';
import { CareError, type Book, type OfficeKey, type StaffActor } from '@careledger/care';
import {
  proposalDigest,
  proposalFault,
  voteMessage,
  type Proposal,
  type Vote,
  type VoteAction,
} from '@careledger/contracts';
import { LedgerError } from '@careledger/ledger';
import { canonical, toBase64url, type Hex } from '@careledger/proof';
import { applicationId, parseApplication, type Application } from './application.ts';
import type { Applications } from './applications.ts';
import { transactByMajority } from './majority-call.ts';
import { openPausing, type Pausing } from './pausing.ts';
import {
  applicationRow,
  membersIn,
  proposalRow,
  standingIn,
  standingsIn,
  type ProposalRow,
} from './proposals.ts';

/** What a hospital's administrators decide with the other members, each act signed by the hospital's office. */
export interface Governance {
  readonly pausing: Pausing;
  /** Applications and proposals, those that await this hospital first, then the newest. */
  proposals(): ProposalRow[];
  /** How an application stands, for the hospital that sent it; undefined when it is not known here. */
  stateOf(application: Hex): Pick<ProposalRow, 'state' | 'approvals' | 'needed'> | undefined;
  /** Keeps an application until an administrator decides. */
  receive(application: unknown): { id: Hex };
  /** Proposes an application that lies here, or one that was brought along; that is this hospital's approval as well. */
  propose(by: StaffActor, application: unknown): Promise<Decided>;
  suspend(by: StaffActor, member: string): Promise<Decided>;
  reinstate(by: StaffActor, member: string): Promise<Decided>;
  approve(by: StaffActor, proposal: Hex): Promise<Decided>;
  /** Rejects a proposal, withdraws it where this hospital made it, or drops an application. */
  reject(by: StaffActor, proposal: Hex): Promise<Decided>;
}

/** A proposal after a word about it, and the transaction that holds the word; null where nothing went on the ledger. */
export interface Decided extends ProposalRow {
  readonly tx: string | null;
}

/** Opens the governance of a hospital over its place on the ledger. */
export function openGovernance(deps: {
  book: Book;
  office: OfficeKey;
  applications: Applications;
  /** MSP ids of the channel's organisations. */
  organisations: () => readonly string[];
}): Governance {
  const { book, office, applications, organisations } = deps;
  const { hospital, view, ledger, mspId } = book;
  const { channel, member: own, clock, journal } = hospital;
  const members = () => membersIn(view);
  const rowOf = (id: Hex): ProposalRow => {
    const held = standingIn(view, id);
    if (!held) throw new CareError('not-found', 'There is no such proposal.');
    return proposalRow(held, { members: members(), own, now: clock() });
  };

  function vote(action: VoteAction, proposal: Proposal): Vote {
    const at = clock();
    const subject = proposalDigest(proposal);
    const message = voteMessage({ channel, action, subject, member: own, at });
    const key = toBase64url(office.spki);
    return { member: own, key, signature: toBase64url(office.sign(message)), at };
  }

  async function decide(by: StaffActor, action: VoteAction, proposal: Proposal): Promise<Decided> {
    const said = vote(action, proposal);
    const arg =
      action === 'propose' ? { v: 1, proposal, vote: said } : { v: 1, id: proposal.id, vote: said };
    const call = { fn: action, arg: canonical(JSON.parse(JSON.stringify(arg))) };
    const { txId, block } = await transactByMajority(call, {
      ledger,
      own: mspId,
      organisations: organisations(),
    }).catch(refusal);
    await view.reached(block, AbortSignal.timeout(10_000));
    const { id, kind, subject } = proposal;
    await journal.append({
      t: 'governance',
      at: said.at,
      by: by.handle,
      action,
      proposal: id,
      kind,
      subject,
      tx: txId,
    });
    return { ...rowOf(id), tx: txId };
  }

  function about(kind: 'suspend' | 'reinstate', subject: string): Proposal {
    if (!members().members.some(({ id }) => id === subject))
      throw new CareError('not-found', 'There is no such member; `careledger members` lists them.');
    return { v: 1, id: newId(), subject, at: clock(), kind };
  }

  async function propose(by: StaffActor, proposal: Proposal): Promise<Decided> {
    demandAdministrator(by);
    const fault = proposalFault(members(), proposal);
    if (fault !== undefined) throw new CareError('conflict', `This cannot be proposed: ${fault}.`);
    return decide(by, 'propose', proposal);
  }

  function known(id: Hex): Proposal {
    const held = standingIn(view, id);
    if (!held) throw new CareError('not-found', 'There is no such proposal.');
    return held.proposal;
  }

  const tell = () => hospital.bulletin.publish({ kind: 'member' });
  view.onBlock(({ transactions }) => {
    if (transactions.some(({ writes }) => writes.some((write) => write.book === 'governance')))
      tell();
  });

  return {
    pausing: openPausing({ book, office }),
    proposals() {
      const now = clock();
      const proposed = standingsIn(view);
      const isProposed = (id: Hex) =>
        proposed.some(
          ({ proposal, state }) =>
            state !== 'rejected' &&
            state !== 'withdrawn' &&
            'member' in proposal &&
            applicationId(proposal.member) === id,
        );
      const rows = [
        ...applications
          .all()
          .filter(({ id }) => !isProposed(id))
          .map((received) => applicationRow(received, { members: members() })),
        ...proposed.map((held) => proposalRow(held, { members: members(), own, now })),
      ];
      const rank = ({ awaitsUs, state }: ProposalRow) => (awaitsUs ? 0 : state === 'open' ? 1 : 2);
      return rows.toSorted((a, b) => rank(a) - rank(b) || b.since.localeCompare(a.since));
    },
    stateOf(application) {
      const now = clock();
      const newest = standingsIn(view)
        .filter(({ proposal }) => 'member' in proposal)
        .filter(
          ({ proposal }) => 'member' in proposal && applicationId(proposal.member) === application,
        )
        .toSorted((a, b) => b.since - a.since)[0];
      if (newest) return proposalRow(newest, { members: members(), own, now });
      if (applications.isDeclined(application))
        return { state: 'rejected', approvals: [], needed: 0 };
      const received = applications.get(application);
      return received && applicationRow(received, { members: members() });
    },
    receive(given) {
      const application = parseApplication(given);
      if (members().members.some(({ id }) => id === application.member.id))
        throw new CareError('conflict', 'There is a member of this name already; choose another.');
      if (applications.isDeclined(applicationId(application.member)))
        throw new CareError('conflict', 'This application was declined; ask the administrators.');
      const { id } = applications.keep(application);
      tell();
      return { id };
    },
    propose(by, given) {
      demandAdministrator(by);
      const application = typeof given === 'string' ? held(given) : parseApplication(given);
      if (typeof given !== 'string') applications.keep(application);
      const { member } = application;
      const { id: subject } = member;
      return propose(by, { v: 1, id: newId(), subject, at: clock(), kind: 'admit', member });
    },
    suspend: (by, member) => propose(by, about('suspend', member)),
    reinstate: (by, member) => propose(by, about('reinstate', member)),
    approve(by, proposal) {
      demandAdministrator(by);
      return decide(by, 'approve', known(proposal));
    },
    async reject(by, id) {
      demandAdministrator(by);
      const received = applications.get(id);
      if (received) {
        const row = applicationRow(received, { members: members() });
        applications.decline(id);
        tell();
        return { ...row, state: 'rejected', awaitsUs: false, tx: null };
      }
      const isOurs = standingIn(view, id)?.by === own;
      return decide(by, isOurs ? 'withdraw' : 'reject', known(id));
    },
  };

  function held(id: Hex): Application {
    const received = applications.get(id);
    if (received) return received.application;
    throw new CareError('not-found', 'There is no such application here.');
  }
}

const newId = (): Hex => randomBytes(32).toString('hex');

function demandAdministrator({ role }: StaffActor): void {
  if (role !== 'administrator')
    throw new CareError('forbidden', 'An administrator decides about members.');
}

/** What governance refuses, in the words of care. */
function refusal(error: unknown): never {
  if (!(error instanceof LedgerError)) throw error;
  const { reason } = error;
  if (error.code === 'refused')
    throw new CareError(
      reason === 'exists' || reason === 'rule' || reason === 'time' ? 'conflict' : 'forbidden',
      `The members' contract refuses: ${error.message}.`,
      { cause: error },
    );
  if (error.code === 'invalid')
    throw new CareError('conflict', 'Somebody else decided at the same moment; try again.', {
      cause: error,
    });
  throw new CareError(
    'unreachable',
    'More than half of the members’ nodes have to answer, and they do not. Try again when they run.',
    { cause: error },
  );
}
