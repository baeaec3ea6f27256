import type { Member, Members } from './member.ts';
import { memberOf } from './member.ts';
import type { Proposal, Standing } from './proposal.ts';

/** How long a proposal is open. */
export const PROPOSAL_LIFE_MS = 30 * 24 * 60 * 60 * 1_000;

const NEEDED_TO_SUSPEND = 2;

/** The active members whose words count on a proposal: all of them, but not the one that it is about (M4.1, M5). */
export function electorateOf(members: Members, proposal: Proposal): string[] {
  return members.members
    .filter(({ status, id }) => status === 'active' && id !== proposal.subject)
    .map(({ id }) => id);
}

/** How many approvals carry a proposal: more than half of the electorate, and of suspension and reinstatement at least two. */
export function neededOf(members: Members, proposal: Proposal): number {
  const half = Math.trunc(electorateOf(members, proposal).length / 2) + 1;
  const isAboutStatus = proposal.kind === 'suspend' || proposal.kind === 'reinstate';
  return isAboutStatus ? Math.max(NEEDED_TO_SUSPEND, half) : half;
}

/** What the words so far come to: carried, rejected where it can no longer be, or open. */
export function outcomeOf(members: Members, held: Standing): 'open' | 'carried' | 'rejected' {
  const electorate = electorateOf(members, held.proposal);
  if (held.proposal.kind === 'update' && electorate.length === 0) return 'carried';
  const needed = neededOf(members, held.proposal);
  const approvals = electorate.filter((id) => held.approvals.includes(id)).length;
  const rejections = electorate.filter((id) => held.rejections.includes(id)).length;
  if (approvals >= needed) return 'carried';
  return electorate.length - rejections < needed && rejections > 0 ? 'rejected' : 'open';
}

/** Why a proposal may not be made now, if so. */
export function proposalFault(members: Members, proposal: Proposal): string | undefined {
  const present = memberOf(members, proposal.subject);
  switch (proposal.kind) {
    case 'admit':
      if (proposal.member.id !== proposal.subject) return 'the proposal names another member';
      if (proposal.member.status !== 'pending') return 'a newcomer is pending';
      return present === undefined ? undefined : 'there is such a member';
    case 'update':
      if (proposal.member.id !== proposal.subject) return 'the proposal names another member';
      if (present === undefined) return 'there is no such member';
      return proposal.member.kind === present.kind ? undefined : 'the kind of a member stays';
    case 'suspend':
      return present?.status === 'active' ? undefined : 'the member is not active';
    case 'reinstate':
      return present?.status === 'suspended' ? undefined : 'the member is not suspended';
  }
}

/** The members after a carried proposal. */
export function carryOut(members: Members, proposal: Proposal): Members {
  const replaced = (next: (present: Member) => Member) => ({
    ...members,
    members: members.members.map((each) => (each.id === proposal.subject ? next(each) : each)),
  });
  switch (proposal.kind) {
    case 'admit':
      return { ...members, members: [...members.members, proposal.member] };
    case 'update':
      return replaced(({ status }) => ({ ...proposal.member, status }));
    case 'suspend':
      return replaced((present) => ({ ...present, status: 'suspended' }));
    case 'reinstate':
      return replaced((present) => ({ ...present, status: 'active' }));
  }
}
