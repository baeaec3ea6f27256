import {
  commitment,
  createTree,
  fromHex,
  leafHash,
  sha256,
  toHex,
  utf8,
  type Hex,
} from '@careledger/proof';
import { purpose } from './consent-document.ts';
import {
  hex32,
  integer,
  list,
  literal,
  object,
  oneOf,
  time,
  v1,
  memberId,
  type Of,
} from './form.ts';

/** Version of the rules that `decide` applies (C6). */
export const RULE = '1';

/** Closed set of the reasons for an outcome: the first three grant, each other refuses. */
export const because = oneOf(
  'grant',
  'emergency',
  'emergency-rest',
  'custodian-not-active',
  'requester-not-active',
  'paused',
  'not-bound-here',
  'practitioner',
  'request-signature',
  'request-not-fresh',
  'role',
  'practitioner-not-active',
  'unknown-card',
  'no-consent',
  'stopped',
  'document',
  'consent-not-valid',
  'no-grant',
  'purpose',
  'grant-not-yet',
  'grant-expired',
  'category',
  'denied',
  'reason-missing',
);
export type Because = Of<typeof because>;

/** What was decided on one request; `released` are indexes of what was offered, `root` stands over them, `inputs` over all inputs. */
export const decision = object({
  v: v1,
  rule: literal(RULE),
  outcome: oneOf('granted', 'refused'),
  because,
  requester: memberId,
  practitioner: hex32,
  basis: oneOf('grant', 'emergency', 'emergency-rest'),
  purpose,
  event: hex32,
  at: time,
  released: list(integer({ min: 0, max: 20_000 }), { min: 0, max: 20_000 }),
  root: hex32,
  inputs: hex32,
});
export type Decision = Of<typeof decision>;

/** What `a:<id>` commits to: the asker may open it, and learns of it nothing but the root over what he got (C12, C17). */
export const answer = object({ v: v1, rule: literal(RULE), root: hex32, detail: hex32 });
export type Answer = Of<typeof answer>;

/** The three secrets that come of an answer's nonce; none of them tells another. */
export type AnswerNonces = { readonly open: Hex; readonly detail: Hex; readonly padding: Hex };

/** Derives from an answer's nonce what opens the answer, what opens the decision, and what pads the released root. */
export function answerNonces(nonce: Hex): AnswerNonces {
  const derive = (label: string) =>
    toHex(sha256(utf8(`careledger-answer-v1\n${label}\n`), fromHex(nonce)));
  return { open: derive('open'), detail: derive('detail'), padding: derive('padding') };
}

/** The answer that stands for a decision, and the commitment to it that the ledger shows. */
export function sealAnswer(decided: Decision, nonce: Hex): { answer: Answer; commitment: Hex } {
  const nonces = answerNonces(nonce);
  const sealed = {
    v: 1,
    rule: RULE,
    root: decided.root,
    detail: commitment(nonces.detail, decided),
  } as const;
  return { answer: sealed, commitment: commitment(nonces.open, sealed) };
}

const SMALLEST = 16;

/**
 * Commitments padded with ones derived from `seed` to a power of two of at least 16, in an order that depends on the seed alone:
 * whoever does not know the seed learns from the tree over them neither count nor order.
 */
export function paddedLeaves(commitments: readonly Hex[], seed: Hex): Hex[] {
  const secret = fromHex(seed, 32);
  let size = SMALLEST;
  while (size < commitments.length) size *= 2;
  const leaves = [...commitments];
  for (let index = 0; leaves.length < size; index += 1)
    leaves.push(toHex(sha256(utf8(`pad\n${index}\n`), secret)));
  return leaves
    .map((leaf) => ({ leaf, rank: toHex(sha256(utf8('rank\n'), secret, fromHex(leaf, 32))) }))
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
    .map(({ leaf }) => leaf);
}

/** Root of the RFC 9162 tree over `paddedLeaves`, each leaf the 32 bytes of its commitment. */
export function paddedRoot(commitments: readonly Hex[], seed: Hex): Hex {
  const leaves = paddedLeaves(commitments, seed).map((leaf) => leafHash(fromHex(leaf)));
  return toHex(createTree(leaves).root());
}
