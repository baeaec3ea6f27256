import type { Hex, Verify } from '@careledger/proof';
import type { Context } from 'fabric-contract-api';
import { demandHeld } from './book-state.ts';
import { demandDirect, guarded, openCall, readKey, type Call } from './call.ts';
import { ContractError, demand } from './contract-error.ts';
import {
  carryOut,
  electorateOf,
  outcomeOf,
  proposalFault,
  PROPOSAL_LIFE_MS,
} from './electorate.ts';
import type { Fabric } from './fabric.ts';
import { memberOf, members as membersForm, type Members } from './member.ts';
import {
  foundArgument,
  foundingDigest,
  joinArgument,
  joinDigest,
  proposalDigest,
  proposeArgument,
  standing,
  voteArgument,
  voteMessage,
  type Standing,
  type Vote,
  type VoteAction,
} from './proposal.ts';
import { isSigned } from './signature.ts';

/** The contract of who the members are; a majority of them endorses it, and holds nothing but public values. */
export function governanceContract(
  { Contract }: Fabric,
  { verify }: { verify: Verify },
): new () => InstanceType<Fabric['Contract']> {
  return class Governance extends Contract {
    constructor() {
      super('governance');
    }

    override async aroundTransaction(ctx: Context, fn: Function, parameters: unknown) {
      return guarded(() => super.aroundTransaction(ctx, fn, parameters));
    }

    override async unknownTransaction() {
      throw new ContractError('form', 'no such function');
    }

    async found(ctx: Context) {
      await foundConsortium(openDirect(ctx), verify);
    }

    async propose(ctx: Context) {
      await proposeOne(openDirect(ctx), verify);
    }

    async approve(ctx: Context) {
      await voteOn(openDirect(ctx), 'approve', verify);
    }

    async reject(ctx: Context) {
      await voteOn(openDirect(ctx), 'reject', verify);
    }

    async withdraw(ctx: Context) {
      await voteOn(openDirect(ctx), 'withdraw', verify);
    }

    async join(ctx: Context) {
      await joinConsortium(openDirect(ctx), verify);
    }

    async read(ctx: Context) {
      return readKey(ctx);
    }
  };
}

function openDirect(ctx: Context): Call {
  const call = openCall(ctx);
  demandDirect(call, 'governance');
  return call;
}

async function foundConsortium(call: Call, verify: Verify): Promise<void> {
  const { members, votes } = call.argument(foundArgument);
  demand((await call.text('members')) === undefined, 'exists', 'the consortium is founded');
  demand(
    members.members.every(({ status }) => status === 'active'),
    'rule',
    'a founding member is active',
  );
  demand(
    members.members.some(({ mspId }) => mspId === call.organisation),
    'creator',
    'a founding member founds',
  );
  const subject = foundingDigest(members);
  const { channel } = call;
  const voters = new Set(votes.map((vote) => vote.member));
  demand(voters.size === votes.length, 'form', 'a member votes once');
  demand(
    members.members.every(({ id }) => voters.has(id)),
    'authority',
    'every founding member votes',
  );
  for (const vote of votes)
    await demandVote({ members, vote, channel, action: 'found', subject }, verify);
  await call.put('members', members);
}

async function proposeOne(call: Call, verify: Verify): Promise<void> {
  const { proposal, vote } = call.argument(proposeArgument);
  const members = await readMembers(call);
  const key = `proposal:${proposal.id}`;
  demand((await call.text(key)) === undefined, 'exists', 'the proposal is made');
  const subject = proposalDigest(proposal);
  await demandOwnVote(call, { members, vote, action: 'propose', subject }, verify);
  const fault = proposalFault(members, proposal);
  demand(fault === undefined, 'rule', fault ?? '');
  demand(
    proposal.kind !== 'update' || proposal.subject === vote.member,
    'authority',
    'a member changes itself',
  );
  await settle(call, members, {
    v: 1,
    proposal,
    by: vote.member,
    since: call.now,
    state: 'open',
    approvals: [vote.member],
    rejections: [],
  });
}

async function voteOn(
  call: Call,
  action: 'approve' | 'reject' | 'withdraw',
  verify: Verify,
): Promise<void> {
  const { id, vote } = call.argument(voteArgument);
  const members = await readMembers(call);
  const held = await call.get(standing, `proposal:${id}`);
  demand(held !== undefined, 'absent', 'there is no such proposal');
  const subject = proposalDigest(held.proposal);
  await demandOwnVote(call, { members, vote, action, subject }, verify);
  demand(held.state === 'open', 'rule', 'the proposal is closed');
  demand(call.now <= held.since + PROPOSAL_LIFE_MS, 'time', 'the proposal has expired');
  if (action === 'withdraw') {
    demand(held.by === vote.member, 'authority', 'who proposed withdraws');
    await call.put(`proposal:${id}`, { ...held, state: 'withdrawn' });
    return;
  }
  demand(
    electorateOf(members, held.proposal).includes(vote.member),
    'authority',
    'a member has no word about itself',
  );
  demand(
    ![...held.approvals, ...held.rejections].includes(vote.member),
    'exists',
    'a word counts once',
  );
  demand(proposalFault(members, held.proposal) === undefined, 'rule', 'it no longer applies');
  await settle(
    call,
    members,
    action === 'approve'
      ? { ...held, approvals: [...held.approvals, vote.member] }
      : { ...held, rejections: [...held.rejections, vote.member] },
  );
}

/** A newcomer's own transaction shows that the channel knows its organisation; from then on it is active (M2). */
async function joinConsortium(call: Call, verify: Verify): Promise<void> {
  const { vote } = call.argument(joinArgument);
  const members = await readMembers(call);
  const newcomer = memberOf(members, vote.member);
  demand(newcomer?.status === 'pending', 'rule', 'a pending member joins');
  demand(newcomer.mspId === call.organisation, 'creator', 'a member joins by itself');
  const subject = joinDigest(vote.member);
  const { channel } = call;
  await demandVote({ members, vote, channel, action: 'join', subject }, verify);
  await call.put('members', {
    ...members,
    members: members.members.map((each) =>
      each.id === vote.member ? { ...each, status: 'active' as const } : each,
    ),
  });
}

/** Writes how a proposal stands after a word, and carries it out where that word decides. */
async function settle(call: Call, members: Members, held: Standing): Promise<void> {
  const state = outcomeOf(members, held);
  await call.put(`proposal:${held.proposal.id}`, { ...held, state });
  if (state === 'carried') await call.put('members', carryOut(members, held.proposal));
}

async function readMembers(call: Call): Promise<Members> {
  return demandHeld(membersForm, await call.text('members'), 'the consortium');
}

type Voted = {
  members: Members;
  vote: Vote;
  channel: string;
  action: VoteAction;
  subject: Hex;
};

/** Demands a word of an active member, sent by its own organisation (M1, M3.1). */
async function demandOwnVote(
  call: Call,
  voted: Omit<Voted, 'channel'>,
  verify: Verify,
): Promise<void> {
  const voter = memberOf(voted.members, voted.vote.member);
  demand(voter?.status === 'active', 'member', 'an active member has a word');
  demand(voter.mspId === call.organisation, 'creator', 'a member speaks for itself');
  await demandVote({ ...voted, channel: call.channel }, verify);
}

async function demandVote(
  { members, vote, channel, action, subject }: Voted,
  verify: Verify,
): Promise<void> {
  const voter = memberOf(members, vote.member);
  demand(voter !== undefined, 'member', 'no such member');
  demand(voter.admins.includes(vote.key), 'authority', 'this is no office key of the member');
  const message = voteMessage({ channel, action, subject, member: vote.member, at: vote.at });
  const { key: spki, signature } = vote;
  demand(
    await isSigned({ spki, message, signature }, verify),
    'signature',
    'the office did not sign',
  );
}
