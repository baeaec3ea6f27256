import type { Hex, Json } from '@careledger/proof';
import type { Actor, Role, StaffActor } from './actor.ts';

/** A member of staff as the directory shows him; `fhirId` is empty until a practitioner first signs in. */
export interface DirectoryEntry {
  readonly user: string;
  readonly handle: Hex;
  readonly name: string;
  readonly role: Role;
  readonly fhirId: string;
}

/** A session as the client gets it; `token` is a bearer token of 256 random bits. */
export interface Session {
  readonly token: string;
  readonly user: string;
  readonly role: Role | 'patient';
  readonly handle: Hex;
  readonly expiresAt: number;
}

/** The limited fields of a patient that any member of staff sees; `born` is a FHIR date or null. */
export interface ListedPatient {
  readonly id: string;
  readonly handle: Hex;
  readonly born: string | null;
  readonly enrolled: boolean;
}

/** The registry's row of a patient (kind `patient`, id = FHIR id); other parts add `card`, `stop`, `enrolled`. */
export interface PatientRow {
  readonly id: string;
  readonly handle: Hex;
  readonly enrolled: boolean;
  readonly fields: Readonly<Record<string, Json>>;
}

/** A credential that may sign a patient in, as the leaf holds it. */
export interface SignInCredential {
  readonly id: string;
  readonly spki: Uint8Array;
  readonly rpId: string;
  readonly origins: readonly string[];
}

/** A WebAuthn assertion, its parts in base64url. */
export interface SignInAssertion {
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

/** Accounts, sessions, patients admitted, the directory. */
export interface People {
  /** Creates key, handle and account, durable when it resolves; `by` is absent only for the first administrator. */
  addPractitioner(options: {
    user: string;
    name: string;
    role: Role;
    password: string;
    by?: StaffActor;
  }): Promise<DirectoryEntry>;
  login(options: { user: string; password: string; from?: string }): Promise<Session>;
  /** Checks a password and gives an actor without a session, for a second signature; it lasts a minute. */
  vouch(options: { user: string; password: string; from?: string }): Promise<StaffActor>;
  /** A fresh challenge (base64url) for a patient's sign-in; good once, two minutes. */
  challenge(): string;
  loginPatient(options: {
    patient: string;
    credential: SignInCredential;
    challenge: string;
    assertion: SignInAssertion;
  }): Promise<Session>;
  /** The actor of a token; throws `unauthenticated`. Counts as activity. */
  actor(token: string): Actor;
  stepUp(options: { token: string; password: string }): Promise<void>;
  logout(token: string): void;
  /** Ends every session of a user, as after a suspension. */
  endSessions(user: string): void;
  directory(): DirectoryEntry[];
  person(user: string): DirectoryEntry | undefined;
  byHandle(handle: Hex): DirectoryEntry | undefined;
  /** Public key (SPKI) of a member of staff. */
  keyOf(handle: Hex): Uint8Array | undefined;
  /** Admits a patient at once (I10): Patient resource in the chart, a handle, no ledger. */
  admit(actor: Actor, patient: Json): Promise<ListedPatient>;
  patients(actor: Actor): ListedPatient[];
  patient(id: string): PatientRow | undefined;
  patientByHandle(handle: Hex): PatientRow | undefined;
  /** Merges fields into the patient's row, durable when it resolves. */
  updatePatient(id: string, fields: Readonly<Record<string, Json>>): Promise<void>;
}
