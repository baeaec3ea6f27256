import {
  canonical,
  commitment,
  positionOf,
  toBase64url,
  toHex,
  utf8,
  type Hex,
  type Tree,
} from '@careledger/proof';
import { actCommitment, actMessage, type Act } from '../src/act.ts';
import type { AnswerInput, Offer } from '../src/answer-input.ts';
import { answerNonces, paddedRoot, type Decision } from '../src/decision.ts';
import { requestHash, requestMessage, type Request } from '../src/request.ts';
import type { StaffProof } from '../src/staff-leaf.ts';
import { pauseMessage, restartMessage } from '../src/staff-order.ts';
import { stopHash } from '../src/stop.ts';
import { takenMessage, type TakenInput } from '../src/taken-decision.ts';
import { ownStep, prove, type Hospital, type Person, type Step } from './hospital.ts';
import { newPatient, type Patient } from './patient.ts';
import { random32 } from './signer.ts';

/** A signed request with the proof of its author, as it travels to a custodian. */
export type Asked = {
  readonly request: Request;
  readonly signature: string;
  readonly staff: StaffProof;
  readonly id: Hex;
};

/** Anchors one act of a practitioner over some records. */
export function contribute(
  author: Person,
  commitments: readonly Hex[],
  differently: Partial<Act> = {},
): Step {
  const { hospital, held, signer } = author;
  const form: Act = {
    v: 1,
    channel: hospital.channel,
    member: hospital.id,
    id: random32(),
    root: paddedRoot(commitments, random32()),
    author: held.leaf.handle,
    at: hospital.clock(),
    ...differently,
  };
  const nonce = random32();
  const signature = signer.sign(actMessage(form));
  return ownStep(hospital, 'contribute', {
    arg: {
      v: 1,
      writer: hospital.incarnation,
      items: [{ id: form.id, root: form.root, act: actCommitment(form, nonce) }],
    },
    secret: {
      v: 1,
      staff: [prove(hospital, 'staff', held)],
      acts: [{ form, nonce, signature, staff: 0 }],
    },
  });
}

/** A practitioner's signed request to another hospital. */
export function ask(
  person: Person,
  custodian: Hospital,
  differently: Partial<Request> = {},
): Asked {
  const { hospital, held, signer } = person;
  const request: Request = {
    v: 1,
    channel: hospital.channel,
    custodian: custodian.id,
    requester: hospital.id,
    practitioner: held.leaf.handle,
    card: 'CARD-0001',
    categories: ['*'],
    purpose: 'TREAT',
    basis: 'grant',
    reasons: [],
    event: random32(),
    to: toBase64url(Buffer.alloc(65, 4)),
    nonce: random32(),
    at: hospital.clock(),
    ...differently,
  };
  const signature = signer.sign(requestMessage(request));
  const staff = prove(hospital, 'staff', held);
  return { request, signature, staff, id: requestHash(request, signature) };
}

/** Everything that an answer is decided on; without a patient the card is unknown. */
export function answerInputFor(
  custodian: Hospital,
  asked: Asked,
  about: { patient?: Patient | undefined; offered: readonly Offer[] },
): AnswerInput {
  const known = about.patient !== undefined;
  const patient = about.patient ?? newPatient(custodian);
  const { request, signature, staff } = asked;
  return {
    v: 1,
    request,
    signature,
    staff,
    known,
    patient: prove(custodian, 'patients', patient.held),
    document: patient.document,
    consentBy: freshWitnesses(custodian, patient),
    stopPath: custodian.stops.prove(positionOf(patient.held.leaf.head.stop)),
    offered: about.offered,
    nonce: random32(),
  };
}

/** Sends an answer. */
export function answerStep(custodian: Hospital, input: AnswerInput, id?: Hex): Step {
  return ownStep(custodian, 'answer', {
    arg: {
      v: 1,
      writer: custodian.incarnation,
      id: id ?? requestHash(input.request, input.signature),
    },
    secret: input,
  });
}

/** Raises a stop under a custodian's name, at any hospital. */
export function raiseStop(at: Hospital, custodian: Hospital, code: string): Step {
  const hash = stopHash(code);
  const path = custodian.stops.prove(positionOf(hash));
  return {
    book: 'stop',
    fn: 'raise',
    by: at.mspId,
    arg: canonical({ v: 1, custodian: custodian.id, hash, path }),
    secret: utf8(canonical({ v: 1, code })),
    endorsedBy: [at.mspId],
    commit: () => custodian.stops.set(positionOf(hash), hash),
  };
}

/** Commits one receipt for each answer. */
export function receive(hospital: Hospital, ids: readonly Hex[]): Step {
  const items = ids.map((id) => ({ id, receipt: random32() }));
  return ownStep(hospital, 'receive', { arg: { v: 1, writer: hospital.incarnation, items } });
}

/** Moves the checkpoint from `from` entries of a journal (0: the first one) to `to`. */
export function advance(hospital: Hospital, tree: Tree, range: { from: number; to: number }): Step {
  const { from, to } = range;
  const path = from === 0 ? [] : tree.consistency(from, to).map(toHex);
  const root = toHex(tree.root(to));
  const arg = { v: 1, writer: hospital.incarnation, size: to, root, path };
  return ownStep(hospital, 'checkpoint', { arg });
}

/** Declares a lost tail, signed by an administrator. */
export function restart(
  administrator: Person,
  order: { size: number; root: Hex; lost: { size: number; root: Hex } },
): Step {
  const { hospital, held, signer } = administrator;
  const { channel, id: member, incarnation: writer } = hospital;
  const signature = signer.sign(restartMessage({ channel, member, ...order }));
  const staff = prove(hospital, 'staff', held);
  return ownStep(hospital, 'restart', {
    arg: { v: 1, writer, ...order },
    secret: { v: 1, by: { kind: 'administrator', staff, signature } },
  });
}

/** Pauses releases, signed by an administrator. */
export function pauseFor(
  administrator: Person,
  order: { everybody: boolean; members: readonly string[] },
): Step {
  const { hospital, held, signer } = administrator;
  const { channel, id: member, incarnation: writer } = hospital;
  const signature = signer.sign(pauseMessage({ channel, member, writer, ...order }));
  const staff = prove(hospital, 'staff', held);
  return ownStep(hospital, 'pause', {
    arg: { v: 1, writer, ...order },
    secret: { v: 1, by: { kind: 'administrator', staff, signature } },
  });
}

/** Witnesses are shown as they are now, under the root of now. */
function freshWitnesses(custodian: Hospital, patient: Patient): AnswerInput['consentBy'] {
  const { consentBy, witnesses } = patient;
  if (consentBy.kind !== 'assisted') return consentBy;
  const signers = consentBy.signers.map(({ staff, signature }, index) => ({
    staff: prove(custodian, 'staff', witnesses[index]?.held ?? staff),
    signature,
  }));
  return { ...consentBy, signers };
}

/** Anchors what was decided in an emergency without a ledger; both nodes sign. */
export function takenStep(
  nodes: { custodian: Hospital; requester: Hospital },
  { asked, decision, nonce }: { asked: Asked; decision: Decision; nonce: Hex },
): { step: Step; input: TakenInput } {
  const { custodian, requester } = nodes;
  const { channel } = custodian;
  const detail = commitment(answerNonces(nonce).detail, decision);
  const message = takenMessage({ channel, id: asked.id, detail });
  const input: TakenInput = {
    v: 1,
    request: asked.request,
    signature: asked.signature,
    decision,
    nonce,
    custodianSignature: custodian.node.sign(message),
    requesterSignature: requester.node.sign(message),
  };
  return {
    input,
    step: ownStep(custodian, 'answer', {
      arg: { v: 1, writer: custodian.incarnation, id: asked.id },
      secret: input,
    }),
  };
}
