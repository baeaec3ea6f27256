import type { Hex } from '@careledger/proof';
import { consentBy, openedDocument } from './consent-document.ts';
import {
  clinicalTime,
  hex32,
  list,
  mapPath,
  nullable,
  object,
  pattern,
  signature,
  truth,
  v1,
  type Of,
} from './form.ts';
import type { Members } from './member.ts';
import { patientLeaf } from './patient-leaf.ts';
import type { Pause } from './pause.ts';
import { request } from './request.ts';
import { proven, staffProof } from './staff-leaf.ts';

const offer = object({
  commitment: hex32,
  kind: pattern(/^[a-z]{3,24}$/),
  labels: list(pattern(/^[A-Z][A-Z0-9-]{0,23}$/), { min: 0, max: 32 }),
  date: nullable(clinicalTime),
});
/** An entry that could be released: commitment to its latest version, kind, sensitive labels, clinical date. */
export type Offer = Of<typeof offer>;

/**
 * Everything private that an answer is decided on. For an unknown card `known` is false and `patient` is a made-up leaf under
 * a fresh random handle whose path proves that nothing lies there.
 */
export const answerInput = object({
  v: v1,
  request,
  signature,
  staff: staffProof,
  known: truth,
  patient: proven(patientLeaf),
  document: openedDocument,
  consentBy,
  stopPath: mapPath,
  offered: list(offer, { min: 0, max: 20_000 }),
  nonce: hex32,
});
export type AnswerInput = Of<typeof answerInput>;

/** The roots that an answer is decided under: the asker's staff, and the custodian's staff, patients and raised stops. */
export type AnswerRoots = {
  readonly requesterStaff: Hex;
  readonly staff: Hex;
  readonly patients: Hex;
  readonly stop: Hex;
};

/** Everything that a decision depends on; `now` is the transaction's timestamp in milliseconds. */
export type Decidable = {
  readonly channel: string;
  readonly member: string;
  readonly now: number;
  readonly members: Members;
  readonly pause: Pause;
  readonly roots: AnswerRoots;
  readonly input: AnswerInput;
};
