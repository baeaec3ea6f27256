import { canonical, sha256, signedForm, toHex, utf8, type Hex } from '@careledger/proof';
import {
  hex32,
  list,
  literal,
  memberId,
  object,
  oneOf,
  signature,
  spki,
  tagged,
  time,
  v1,
  type Of,
} from './form.ts';
import { member, members, type Members } from './member.ts';

const subject = { v: v1, id: hex32, subject: memberId, at: time };

/** What members are asked to agree to; `id` is random, `admit` and `update` bring the whole member. */
export const proposal = tagged('kind', {
  admit: object({ ...subject, kind: literal('admit'), member }),
  update: object({ ...subject, kind: literal('update'), member }),
  suspend: object({ ...subject, kind: literal('suspend') }),
  reinstate: object({ ...subject, kind: literal('reinstate') }),
});
export type Proposal = Of<typeof proposal>;

/** One member's word, signed with one of its office keys. */
export const vote = object({ member: memberId, key: spki, signature, at: time });
export type Vote = Of<typeof vote>;

/** What a vote says. */
export type VoteAction = 'found' | 'propose' | 'approve' | 'reject' | 'withdraw' | 'join';

/** The bytes that an office key signs; `subject` is the digest of what is voted on. */
export function voteMessage(said: {
  channel: string;
  action: VoteAction;
  subject: Hex;
  member: string;
  at: number;
}): Uint8Array {
  const { channel, action, subject: about, member: by, at } = said;
  return signedForm('careledger-member-v1', { channel, action, subject: about, member: by, at });
}

/** Digest of a proposal, as votes name it. */
export function proposalDigest(proposed: Proposal): Hex {
  return toHex(sha256(utf8(canonical(proposed))));
}

/** Digest of the founding members, as their votes name it. */
export function foundingDigest(founding: Members): Hex {
  return toHex(sha256(utf8(canonical(founding))));
}

/** Digest by which a newcomer's vote to join names itself. */
export function joinDigest(id: string): Hex {
  return toHex(sha256(utf8(`join\n${id}`)));
}

/** A proposal as it stands: each member's word counts once. */
export const standing = object({
  v: v1,
  proposal,
  by: memberId,
  since: time,
  state: oneOf('open', 'carried', 'rejected', 'withdrawn'),
  approvals: list(memberId, { min: 0, max: 500 }),
  rejections: list(memberId, { min: 0, max: 500 }),
});
export type Standing = Of<typeof standing>;

/** Argument of `found` of governance: every founding member votes. */
export const foundArgument = object({
  v: v1,
  members,
  votes: list(vote, { min: 1, max: 500 }),
});
/** Argument of `propose`. */
export const proposeArgument = object({ v: v1, proposal, vote });
/** Argument of `approve`, `reject` and `withdraw`. */
export const voteArgument = object({ v: v1, id: hex32, vote });
/** Argument of `join`. */
export const joinArgument = object({ v: v1, vote });
