import { commitment, signedForm, type Hex, type Verify } from '@careledger/proof';
import { demand } from './contract-error.ts';
import { answerNonces, decision } from './decision.ts';
import { hex32, object, signature, v1, type Of } from './form.ts';
import type { Member } from './member.ts';
import { request, REQUEST_LIFE_MS } from './request.ts';
import { isSigned } from './signature.ts';

/** A decision taken in an emergency while the ledger was away; both nodes signed it then (D2). */
export const takenInput = object({
  v: v1,
  request,
  signature,
  decision,
  nonce: hex32,
  custodianSignature: signature,
  requesterSignature: signature,
});
export type TakenInput = Of<typeof takenInput>;

/** What the nodes of both members sign: the request's hash and the commitment to the decision. */
export function takenMessage(taken: { channel: string; id: Hex; detail: Hex }): Uint8Array {
  const { channel, id, detail } = taken;
  return signedForm('careledger-taken-v1', { channel, id, detail });
}

/** Demands that a decision answers its request, on an emergency, in its time, and that both nodes signed it; it is not decided again. */
export async function demandTaken(
  taken: TakenInput,
  here: { channel: string; id: Hex; now: number; own: Member; requester: Member },
  verify: Verify,
): Promise<void> {
  const { request: asked, decision: decided, nonce } = taken;
  const { channel, id, now, own, requester } = here;
  demand(asked.basis !== 'grant', 'rule', 'without a ledger there are emergencies only');
  demand(asked.channel === channel && asked.custodian === own.id, 'rule', 'it is not bound here');
  demand(
    decided.requester === asked.requester &&
      decided.practitioner === asked.practitioner &&
      decided.basis === asked.basis &&
      decided.purpose === asked.purpose &&
      decided.event === asked.event,
    'rule',
    'the decision is on another request',
  );
  demand(Math.abs(decided.at - asked.at) <= REQUEST_LIFE_MS, 'rule', 'it was not taken in time');
  demand(decided.at <= now + REQUEST_LIFE_MS, 'time', 'the decision lies ahead');
  const message = takenMessage({
    channel,
    id,
    detail: commitment(answerNonces(nonce).detail, decided),
  });
  const signatures = [
    { spki: own.signer, message, signature: taken.custodianSignature },
    { spki: requester.signer, message, signature: taken.requesterSignature },
  ];
  for (const signed of signatures)
    demand(await isSigned(signed, verify), 'signature', 'a node did not sign the decision');
}
