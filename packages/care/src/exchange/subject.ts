import { randomBytes } from 'node:crypto';
import type { ConsentBy, Offer, OpenedDocument, PatientLeaf } from '@careledger/contracts';
import { commitment, toHex, type Hex } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import type { Candidate } from '../chart/version.ts';
import type { Consents } from '../consent/consent.ts';
import { normalisedCode } from '../enrol/code.ts';
import type { Enrolment } from '../enrol/enrol.ts';
import { patientLike } from './demographics.ts';
import type { Asking } from './wire.ts';

/** Whom a request is about, and all that could be released of them. */
export interface Subject {
  patient: string | null;
  leaf: PatientLeaf;
  nonce: Hex;
  known: boolean;
  document: OpenedDocument;
  by: ConsentBy;
  candidates: readonly Candidate[];
}

/** The patient whom a request means; for an unknown one, or one whose leaf differs from the ledger, a made-up one. */
export async function subjectOf(
  { request, person }: Pick<Asking, 'request' | 'person'>,
  deps: { book: Book; consents: Consents; enrolment: Enrolment },
): Promise<Subject> {
  const { consents, enrolment } = deps;
  const { hospital, leaves } = deps.book;
  const patient =
    person === null
      ? enrolment.byCode(normalisedCode(request.card.split(':').at(-1) ?? ''))
      : await patientLike(hospital, request, person);
  const row = patient === undefined ? undefined : hospital.people.patient(patient);
  const proof = row && leaves.patientProof(row.handle);
  const consent = row && consents.current(row.handle);
  if (patient === undefined || !proof || !consent) return stranger(hospital.member);
  const { leaf, nonce } = proof;
  return {
    patient,
    leaf,
    nonce,
    known: true,
    document: consent.document,
    by: consent.by,
    candidates: hospital.chart.candidates(patient),
  };
}

function stranger(member: string): Subject {
  const [handle, nonce, documentNonce, stop] = [0, 1, 2, 3].map(() => toHex(randomBytes(32)));
  if (!handle || !nonce || !documentNonce || !stop)
    throw new CareError('not-ready', 'No randomness.');
  const form = {
    v: 1 as const,
    member,
    handle,
    version: 0,
    language: 'en',
    text: '',
    stop,
    grants: [],
    denials: [],
  };
  const head = {
    version: 0,
    document: commitment(documentNonce, form),
    credential: 'none',
    stop,
  };
  return {
    patient: null,
    leaf: { v: 1, handle, credentials: [], head },
    nonce,
    known: false,
    document: { form, nonce: documentNonce },
    by: { kind: 'none' },
    candidates: [],
  };
}

/** A version as it is offered to the decision: what it commits to and what decides on it. */
export function offerOf(candidate: Candidate): Offer {
  const date = candidate.date === null ? Number.NaN : Date.parse(candidate.date);
  return {
    commitment: candidate.commitment,
    kind: candidate.kind,
    labels: [...candidate.labels],
    date: Number.isNaN(date) ? null : date,
  };
}
