import {
  canonical,
  commitment,
  positionOf,
  provesLeaf,
  sha256,
  toHex,
  utf8,
  type Hex,
  type Verify,
} from '@careledger/proof';
import type { AnswerInput, Decidable } from './answer-input.ts';
import { hasConsented, openWitnesses } from './consent-check.ts';
import { demand } from './contract-error.ts';
import { consentCover, emergencyCover, type Cover } from './cover.ts';
import { answerNonces, paddedRoot, RULE, type Because, type Decision } from './decision.ts';
import { leafHashOf } from './leaf.ts';
import { memberOf, type Member } from './member.ts';
import { isPaused, type Pause } from './pause.ts';
import { REQUEST_LIFE_MS, requestMessage, type Request } from './request.ts';
import { constantVerifier, isSigned, NOBODY } from './signature.ts';
import { isActiveAt, keyAt, type LeafProof, type StaffLeaf } from './staff-leaf.ts';

/** How many signatures every decision checks: the request's, and an assertion or those of two witnesses. */
export const SIGNATURES = 3;

type Finding = readonly [holds: boolean, because: Because];

/**
 * Decides one request by rule version 1: the same bytes for the same inputs, wherever it runs (C6, C16). Takes the same steps
 * whatever comes out. Throws `ContractError` 'member' for an unknown requester and 'stale' where a path does not hold; a refusal
 * is a value.
 */
export async function decide(asked: Decidable, verify: Verify): Promise<Decision> {
  const { input, member, members, now } = asked;
  const { request } = input;
  const own = memberOf(members, member);
  const requester = memberOf(members, request.requester);
  demand(own !== undefined && requester !== undefined, 'member', 'no such member');
  demand(own.id !== requester.id, 'form', 'a member does not ask itself');
  const { isStopped } = openPaths(asked);

  const check = constantVerifier(verify, SIGNATURES);
  const isRequestSigned = await isSigned(
    {
      spki: keyAt(input.staff.leaf, request.at) ?? NOBODY.spki,
      message: requestMessage(request),
      signature: input.signature,
    },
    check.verify,
  );
  const isConsented = await hasConsented({ ...asked, own }, check.verify);
  await check.fill();

  const cover = request.basis === 'grant' ? coverByConsent(asked) : emergencyCover(request);
  const findings: Finding[] = [
    ...findMembers(own, requester, asked.pause),
    [isBoundHere(request, asked), 'not-bound-here'],
    [input.staff.leaf.handle === request.practitioner, 'practitioner'],
    [isRequestSigned, 'request-signature'],
    [isFresh(request.at, now), 'request-not-fresh'],
    ...findPractitioner(input.staff.leaf, request.at, now),
    [input.known, 'unknown-card'],
    ...(request.basis === 'grant' ? findConsent(input, isStopped, isConsented, member) : []),
    [cover.covers !== undefined, cover.because],
  ];
  const fault = findings.find(([holds]) => !holds)?.[1];
  const covers = fault === undefined ? cover.covers : undefined;
  const released = input.offered.flatMap((offer, index) =>
    covers?.(offer) === true ? [index] : [],
  );
  const { padding } = answerNonces(input.nonce);
  return {
    v: 1,
    rule: RULE,
    outcome: fault === undefined ? 'granted' : 'refused',
    because: fault ?? cover.because,
    requester: requester.id,
    practitioner: request.practitioner,
    basis: request.basis,
    purpose: request.purpose,
    event: request.event,
    at: now,
    released,
    root: paddedRoot(
      released.flatMap((index) => input.offered[index]?.commitment ?? []),
      padding,
    ),
    inputs: toHex(sha256(utf8(canonical({ v: 1, rule: RULE, asked })))),
  };
}

/** Opens every path under its root; a path that does not hold is stale and decides nothing. */
function openPaths({ input, roots }: Decidable): { isStopped: boolean } {
  demand(
    holds(roots.requesterStaff, input.staff),
    'stale',
    'the path of the practitioner does not hold',
  );
  const { leaf, nonce, path } = input.patient;
  const position = positionOf(leaf.handle);
  const isThere = provesLeaf(roots.patients, position, leafHashOf(leaf, nonce), path);
  const isAbsent = provesLeaf(roots.patients, position, null, path);
  demand(input.known ? isThere : isAbsent, 'stale', 'the path of the patient does not hold');
  const { stop } = leaf.head;
  const isStopped = provesLeaf(roots.stop, positionOf(stop), stop, input.stopPath);
  const isOpen = provesLeaf(roots.stop, positionOf(stop), null, input.stopPath);
  demand(isStopped || isOpen, 'stale', 'the path of the stop code does not hold');
  demand(openWitnesses(input, roots), 'stale', 'the path of a witness does not hold');
  return { isStopped };
}

function holds(root: Hex, { leaf, nonce, path }: LeafProof<StaffLeaf>): boolean {
  return provesLeaf(root, positionOf(leaf.handle), leafHashOf(leaf, nonce), path);
}

function findMembers(own: Member, requester: Member, pause: Pause): Finding[] {
  return [
    [own.status === 'active', 'custodian-not-active'],
    [requester.status === 'active', 'requester-not-active'],
    [!isPaused(pause, requester.id), 'paused'],
  ];
}

function findPractitioner(leaf: StaffLeaf, asked: number, now: number): Finding[] {
  return [
    [leaf.role === 'doctor' || leaf.role === 'nurse', 'role'],
    [isActiveAt(leaf.status, asked) && isActiveAt(leaf.status, now), 'practitioner-not-active'],
  ];
}

function findConsent(
  input: AnswerInput,
  isStopped: boolean,
  isConsented: boolean,
  member: string,
): Finding[] {
  const { head, handle } = input.patient.leaf;
  const { form, nonce } = input.document;
  const isOfHead =
    commitment(nonce, form) === head.document &&
    form.member === member &&
    form.handle === handle &&
    form.version === head.version &&
    form.stop === head.stop;
  return [
    [head.version > 0 && head.credential !== 'none', 'no-consent'],
    [!isStopped, 'stopped'],
    [isOfHead, 'document'],
    [isConsented, 'consent-not-valid'],
  ];
}

function coverByConsent({ input, now }: Decidable): Cover {
  const assisted = input.consentBy.kind !== 'assertion';
  return consentCover(input.document.form, input.request, { now, assisted });
}

function isBoundHere(request: Request, { channel, member }: Decidable): boolean {
  return request.channel === channel && request.custodian === member;
}

function isFresh(at: number, now: number): boolean {
  return now - REQUEST_LIFE_MS <= at && at <= now + REQUEST_LIFE_MS;
}
