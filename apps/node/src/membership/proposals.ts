import { X509Certificate } from 'node:crypto';
import {
  electorateOf,
  members as membersForm,
  neededOf,
  parse,
  PROPOSAL_LIFE_MS,
  standing,
  type Member,
  type Members,
  type Proposal,
  type Standing,
} from '@careledger/contracts';
import type { LedgerView } from '@careledger/care';
import { applicationId, fingerprintOf } from './application.ts';
import type { Received } from './applications.ts';

/** A proposal or an application as administrators see it: who it is about, what approving it changes, and who said what. */
export interface ProposalRow {
  readonly id: string;
  readonly kind: Proposal['kind'];
  /** `received` is an application that nobody has proposed yet. */
  readonly state: 'received' | 'expired' | Standing['state'];
  readonly subject: string;
  readonly name: string;
  readonly changes: string;
  /** Who the hospital is, to compare by telephone; null where the proposal brings no new facts. */
  readonly who: {
    readonly kind: string;
    readonly fingerprint: string;
    readonly roots: readonly string[];
    readonly exchange: string;
    readonly origins: readonly string[];
  } | null;
  readonly by: string | null;
  readonly since: string;
  readonly expires: string;
  readonly approvals: readonly string[];
  readonly rejections: readonly string[];
  readonly needed: number;
  /** Whether this hospital's word is still to be given. */
  readonly awaitsUs: boolean;
}

const none: Members = { v: 1, members: [] };

/** The members as this node's copy of the ledger has them. */
export function membersIn(view: LedgerView): Members {
  const value = view.valueOf('governance', 'members')?.value;
  return value ? parse(membersForm, JSON.parse(value)) : none;
}

/** A proposal as this node's copy of the ledger has it. */
export function standingIn(view: LedgerView, id: string): Standing | undefined {
  const value = view.valueOf('governance', `proposal:${id}`)?.value;
  return value ? parse(standing, JSON.parse(value)) : undefined;
}

/** Every proposal on the ledger. */
export function standingsIn(view: LedgerView): Standing[] {
  return view
    .valuesUnder('governance', 'proposal:')
    .map(({ value }) => parse(standing, JSON.parse(value ?? '')));
}

/** A proposal as a row for the administrators of `own`. */
export function proposalRow(
  held: Standing,
  { members, own, now }: { members: Members; own: string; now: number },
): ProposalRow {
  const { proposal, approvals, rejections } = held;
  const newcomer = 'member' in proposal ? proposal.member : undefined;
  const subject = newcomer ?? members.members.find(({ id }) => id === proposal.subject);
  const isOver = held.state === 'open' && now > held.since + PROPOSAL_LIFE_MS;
  const state = isOver ? 'expired' : held.state;
  const name = subject?.name ?? proposal.subject;
  return {
    id: proposal.id,
    kind: proposal.kind,
    state,
    subject: proposal.subject,
    name,
    changes: changesOf(proposal.kind, name),
    who: newcomer ? whoIs(newcomer) : null,
    by: held.by,
    since: new Date(held.since).toISOString(),
    expires: new Date(held.since + PROPOSAL_LIFE_MS).toISOString(),
    approvals,
    rejections,
    needed: neededOf(members, proposal),
    awaitsUs:
      state === 'open' &&
      electorateOf(members, proposal).includes(own) &&
      ![...approvals, ...rejections].includes(own),
  };
}

/** An application that nobody has proposed yet, in the same form. */
export function applicationRow(
  { id, at, application }: Received,
  { members }: { members: Members },
): ProposalRow {
  const { member } = application;
  const active = members.members.filter(({ status }) => status === 'active').length;
  return {
    id,
    kind: 'admit',
    state: 'received',
    subject: member.id,
    name: member.name,
    changes: changesOf('admit', member.name),
    who: whoIs(member),
    by: null,
    since: new Date(at).toISOString(),
    expires: new Date(at + PROPOSAL_LIFE_MS).toISOString(),
    approvals: [],
    rejections: [],
    needed: Math.trunc(active / 2) + 1,
    awaitsUs: true,
  };
}

/** SHA-256 fingerprints of a member's root certificates. */
export function rootFingerprints({ roots }: { roots: readonly string[] }): string[] {
  return roots.map((pem) => new X509Certificate(pem).fingerprint256);
}

function whoIs(member: Member): ProposalRow['who'] {
  return {
    kind: member.kind,
    fingerprint: fingerprintOf(applicationId(member)),
    roots: rootFingerprints(member),
    exchange: member.exchange,
    origins: member.origins,
  };
}

function changesOf(kind: Proposal['kind'], name: string): string {
  switch (kind) {
    case 'admit':
      return `${name} becomes a member: it gets a book of its own and a copy of the ledger, and its staff may ask for records as patients or emergencies allow. No record is opened by this.`;
    case 'suspend':
      return `Exchange with ${name} ends, in both directions. Its own care, its patients' withdrawals and its history go on.`;
    case 'reinstate':
      return `Exchange with ${name} begins again.`;
    case 'update':
      return `${name} goes by the certificates, keys and addresses shown here from now on.`;
  }
}
