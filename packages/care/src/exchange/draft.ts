import { randomBytes } from 'node:crypto';
import { decide, type AnswerInput, type ConsentBy, type Offer } from '@careledger/contracts';
import { verifySignature } from '@careledger/keys';
import { positionOf, toHex, type Hex } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import type { Candidate } from '../chart/version.ts';
import type { Consents } from '../consent/consent.ts';
import type { Enrolment } from '../enrol/enrol.ts';
import { decidableNow } from './decidable.ts';
import { offerOf, subjectOf, type Subject } from './subject.ts';
import type { Asking } from './wire.ts';

/** An answer that is being made: whom it is about, and what the own copy of the ledger would release. */
export interface Draft {
  readonly asking: Asking;
  readonly id: Hex;
  readonly nonce: Hex;
  readonly subject: Subject;
  readonly offered: readonly Candidate[];
  /** What the contract decides on, with the paths of this moment. */
  input(): AnswerInput;
}

/** Finds whom a request is about and offers exactly what would be released; a fresh nonce each time. */
export async function draftOf(
  asked: { asking: Asking; id: Hex },
  deps: { book: Book; consents: Consents; enrolment: Enrolment },
): Promise<Draft> {
  const { book } = deps;
  const nonce = toHex(randomBytes(32));
  const subject = await subjectOf(asked.asking, deps);
  const inputOf = (offers: readonly Offer[]) =>
    inputNow(book, { asking: asked.asking, subject, offers, nonce });
  const first = await decide(
    decidableNow(book, inputOf(subject.candidates.map(offerOf)), book.hospital.clock()),
    verifySignature,
  );
  const offered = first.released.flatMap((index) => subject.candidates[index] ?? []);
  const offers = offered.map(offerOf);
  return { ...asked, nonce, subject, offered, input: () => inputOf(offers) };
}

function inputNow(
  { view, hospital, leaves }: Book,
  given: { asking: Asking; subject: Subject; offers: readonly Offer[]; nonce: Hex },
): AnswerInput {
  const { asking, subject, offers, nonce } = given;
  const { leaf } = subject;
  return {
    v: 1,
    request: asking.request,
    signature: asking.signature,
    staff: asking.staff,
    known: subject.known,
    patient: {
      leaf,
      nonce: subject.nonce,
      path: view.map('patients').prove(positionOf(leaf.handle)),
    },
    document: subject.document,
    consentBy: freshWitnesses(subject.by, leaves),
    stopPath: view.stops(hospital.member).prove(positionOf(leaf.head.stop)),
    offered: offers,
    nonce,
  };
}

/** The paths of two who signed for a patient are those of today. */
function freshWitnesses(by: ConsentBy, leaves: Book['leaves']): ConsentBy {
  if (by.kind !== 'assisted') return by;
  return {
    ...by,
    signers: by.signers.map((s) => ({
      ...s,
      staff: leaves.staffProof(s.staff.leaf.handle) ?? s.staff,
    })),
  };
}
