import {
  assertionFault,
  fromBase64url,
  positionOf,
  provesLeaf,
  sha256,
  type Verify,
} from '@careledger/proof';
import type { AnswerInput, AnswerRoots, Decidable } from './answer-input.ts';
import {
  assistedMessage,
  consentAsked,
  mayWitness,
  type Assertion,
  type Witnesses,
} from './consent-document.ts';
import { leafHashOf } from './leaf.ts';
import type { Member } from './member.ts';
import { credentialOf, upholdsHead, type Credential, type PatientLeaf } from './patient-leaf.ts';
import { isSigned, NOBODY, withLowS } from './signature.ts';
import { isActiveAt, keyAt, type StaffLeaf } from './staff-leaf.ts';

type Consented = {
  readonly channel: string;
  readonly own: Member;
  readonly leaf: PatientLeaf;
};

/** Whether the paths of those who signed an assisted consent hold; where nobody did, the asker's is walked instead. */
export function openWitnesses({ consentBy, staff }: AnswerInput, roots: AnswerRoots): boolean {
  const walked =
    consentBy.kind === 'assisted'
      ? consentBy.signers.map((signer) => ({ proof: signer.staff, root: roots.staff }))
      : [staff, staff].map((proof) => ({ proof, root: roots.requesterStaff }));
  return walked
    .map(({ proof, root }) =>
      provesLeaf(
        root,
        positionOf(proof.leaf.handle),
        leafHashOf(proof.leaf, proof.nonce),
        proof.path,
      ),
    )
    .every((holds) => holds);
}

/** Whether the head of the patient's leaf was signed by a credential that upholds it, or by two of staff (C5.1, C5.2). */
export async function hasConsented(
  asked: Decidable & { own: Member },
  verify: Verify,
): Promise<boolean> {
  const { input, now } = asked;
  const { leaf } = input.patient;
  const consented = { channel: asked.channel, own: asked.own, leaf };
  const { consentBy } = input;
  if (consentBy.kind === 'none') return false;
  if (consentBy.kind === 'assisted')
    return (
      leaf.head.credential === 'assisted' &&
      areWitnesses(consentBy.signers, consentBy.at) &&
      (await isWitnessed({ ...consented, at: consentBy.at }, consentBy.signers, verify))
    );
  const held = credentialOf(leaf, consentBy.credential);
  return (
    held !== undefined &&
    leaf.head.credential === held.id &&
    upholdsHead(held, now) &&
    (await isAsserted(consented, held, consentBy.assertion, verify))
  );
}

/** Whether a credential of this member's relying party signed the head of a leaf. */
export async function isAsserted(
  { channel, own, leaf }: Consented,
  held: Credential,
  assertion: Assertion,
  verify: Verify,
): Promise<boolean> {
  if (held.rpId !== own.rpId) return false;
  const { handle, head } = leaf;
  const { version, document } = head;
  const fault = await assertionFault(
    {
      spki: fromBase64url(held.spki),
      rpId: held.rpId,
      challenge: consentAsked({ channel, handle, version, document }),
      origins: own.origins,
    },
    assertion,
    (spki, message, signature) => verify(spki, message, withLowS(signature)),
  );
  return fault === undefined;
}

/** Whether a credential of this member's relying party signed the message of a change. */
export async function isAddedBy(
  { own, message }: { own: Member; message: Uint8Array },
  held: Credential,
  assertion: Assertion,
  verify: Verify,
): Promise<boolean> {
  if (held.rpId !== own.rpId) return false;
  const { rpId, spki } = held;
  const fault = await assertionFault(
    { spki: fromBase64url(spki), rpId, challenge: sha256(message), origins: own.origins },
    assertion,
    (key, signed, signature) => verify(key, signed, withLowS(signature)),
  );
  return fault === undefined;
}

/** Whether two of staff signed the head of a leaf at a time. */
export async function isWitnessed(
  { channel, own, leaf, at }: Consented & { at: number },
  signers: Witnesses,
  verify: Verify,
): Promise<boolean> {
  const { handle, head } = leaf;
  const message = assistedMessage({ channel, member: own.id, handle, ...head, at });
  let signed = 0;
  for (const { staff, signature } of signers) {
    const spki = keyAt(staff.leaf, at) ?? NOBODY.spki;
    if (await isSigned({ spki, message, signature }, verify)) signed += 1;
  }
  return signed === signers.length;
}

/** Whether those who sign for a patient are two persons, each of a role that may, and active at that time. */
export function areWitnesses(
  signers: readonly { staff: { leaf: StaffLeaf } }[],
  at: number,
): boolean {
  const leaves = signers.map(({ staff }) => staff.leaf);
  return (
    leaves.every((leaf) => mayWitness(leaf.role) && isActiveAt(leaf.status, at)) &&
    // Two keys are two persons: a handle stands once, with one key at a time.
    new Set(leaves.map((leaf) => keyAt(leaf, at))).size === leaves.length
  );
}
