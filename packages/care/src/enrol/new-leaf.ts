import {
  stopHash,
  type ConsentDocument,
  type Credential,
  type PatientLeaf,
} from '@careledger/contracts';
import { commitment, type Hex } from '@careledger/proof';

/** A passkey as it is registered: credential id, key (SPKI) and relying party. */
export interface NewCredential {
  readonly id: string;
  readonly spki: string;
  readonly rpId: string;
}

/** The leaf of a patient who permits nothing yet, and the document of its head (C5.4). */
export function newPatientLeaf(options: {
  member: string;
  handle: Hex;
  credentials: readonly Credential[];
  stop: string;
  documentNonce: Hex;
}): { leaf: PatientLeaf; document: ConsentDocument } {
  const { member, handle, credentials, stop, documentNonce } = options;
  const document: ConsentDocument = {
    v: 1,
    member,
    handle,
    version: 0,
    language: 'en',
    text: '',
    stop: stopHash(stop),
    grants: [],
    denials: [],
  };
  const leaf: PatientLeaf = {
    v: 1,
    handle,
    credentials,
    head: {
      version: 0,
      document: commitment(documentNonce, document),
      credential: 'none',
      stop: stopHash(stop),
    },
  };
  return { leaf, document };
}

/** A passkey of the patient herself, in use from a time on. */
export function ownCredential({ id, spki, rpId }: NewCredential, from: number): Credential {
  return { id, spki, rpId, holder: 'patient', scope: 'consent', from, until: null, retired: null };
}
