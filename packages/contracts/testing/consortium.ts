import { canonical, type Hex } from '@careledger/proof';
import type { Member } from '../src/member.ts';
import {
  foundingDigest,
  joinDigest,
  proposalDigest,
  voteMessage,
  type Proposal,
  type Vote,
  type VoteAction,
} from '../src/proposal.ts';
import { memberForm, type Hospital, type Step } from './hospital.ts';
import { random32 } from './signer.ts';

/** A hospital's signed word. */
export function voteOf(hospital: Hospital, action: VoteAction, subject: Hex): Vote {
  const { channel, id: member, office } = hospital;
  const at = hospital.clock();
  const signature = office.sign(voteMessage({ channel, action, subject, member, at }));
  return { member, key: office.spki, signature, at };
}

/** A call of governance that one hospital sends and some endorse. */
function governanceStep(
  by: Hospital | undefined,
  endorsers: readonly Hospital[],
  call: { fn: string; arg: string },
): Step {
  return {
    book: 'governance',
    ...call,
    by: by?.mspId ?? '',
    secret: undefined,
    endorsedBy: endorsers.map(({ mspId }) => mspId),
    commit: () => {},
  };
}

/** Founds the consortium of some hospitals. */
export function foundConsortium(
  hospitals: readonly Hospital[],
  forms: readonly Member[] = hospitals.map((each) => memberForm(each)),
): Step {
  const members = { v: 1, members: forms } as const;
  const subject = foundingDigest(members);
  const votes = hospitals.map((each) => voteOf(each, 'found', subject));
  return governanceStep(hospitals[0], hospitals, {
    fn: 'found',
    arg: canonical({ v: 1, members, votes }),
  });
}

/** A proposal with a new id. */
export function newProposal(
  by: Hospital,
  kind: Proposal['kind'],
  subject: Hospital | Member,
): Proposal {
  const form: Member = 'clock' in subject ? memberForm(subject) : subject;
  const about = { v: 1, id: random32(), subject: form.id, at: by.clock() } as const;
  if (kind === 'admit') return { ...about, kind, member: { ...form, status: 'pending' } };
  if (kind === 'update') return { ...about, kind, member: form };
  return { ...about, kind };
}

/** Proposes. */
export function propose(by: Hospital, proposal: Proposal, endorsers: readonly Hospital[]): Step {
  const vote = voteOf(by, 'propose', proposalDigest(proposal));
  return governanceStep(by, endorsers, { fn: 'propose', arg: canonical({ v: 1, proposal, vote }) });
}

/** Approves, rejects or withdraws. */
export function sayOn(
  by: Hospital,
  action: 'approve' | 'reject' | 'withdraw',
  proposal: Proposal,
  endorsers: readonly Hospital[],
): Step {
  const vote = voteOf(by, action, proposalDigest(proposal));
  return governanceStep(by, endorsers, {
    fn: action,
    arg: canonical({ v: 1, id: proposal.id, vote }),
  });
}

/** A newcomer joins. */
export function join(by: Hospital, endorsers: readonly Hospital[]): Step {
  const vote = voteOf(by, 'join', joinDigest(by.id));
  return governanceStep(by, endorsers, { fn: 'join', arg: canonical({ v: 1, vote }) });
}
