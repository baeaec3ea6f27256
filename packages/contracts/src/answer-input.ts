import { channelName } from './act.ts';
import { consentBy, openedDocument } from './consent-document.ts';
import {
  clinicalTime,
  hex32,
  list,
  mapPath,
  memberId,
  nullable,
  object,
  pattern,
  signature,
  time,
  truth,
  v1,
  type Of,
} from './form.ts';
import { members } from './member.ts';
import { patientLeaf } from './patient-leaf.ts';
import { pause } from './pause.ts';
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

const answerRoots = object({
  requesterStaff: hex32,
  staff: hex32,
  patients: hex32,
  stop: hex32,
});
/** The roots that an answer is decided under: the asker's staff, and the custodian's staff, patients and raised stops. */
export type AnswerRoots = Of<typeof answerRoots>;

/**
 * Everything that a decision depends on, as an auditor gets it to decide again; `now` is the transaction's timestamp in
 * milliseconds.
 */
export const decidable = object({
  channel: channelName,
  member: memberId,
  now: time,
  members,
  pause,
  roots: answerRoots,
  input: answerInput,
});
export type Decidable = Of<typeof decidable>;
