import type { Hex, Json } from '@careledger/proof';
import type { Actor, Role, StaffActor } from './actor.ts';
import type { Standings } from './standings.ts';
import type { StaffPasskeys } from './staff-passkeys.ts';

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

/** A session as it stands; times in ms, `stepUpUntil` null where there was no step-up. */
export interface SessionState {
  readonly user: string;
  readonly actor: Actor;
  readonly expiresAt: number;
  readonly idleMs: number;
  readonly isShared: boolean;
  readonly stepUpUntil: number | null;
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

/** A credential that may sign somebody in, as the leaf or the registry holds it. */
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

/** What a passkey answered to a challenge. */
export interface PasskeyAnswer {
  readonly credential: SignInCredential;
  readonly challenge: string;
  readonly assertion: SignInAssertion;
}

/** Where somebody signs in: the address, and whether others use the same terminal. */
export interface Place {
  readonly from?: string;
  readonly isShared?: boolean;
}

/** Signing in and out, and what holds inside a session. */
export interface SignIn {
  /** By password; throws `new-password` where the password was given once and none of his own comes with it. */
  login(
    options: { user: string; password: string; newPassword?: string } & Place,
  ): Promise<Session>;
  /** Checks a password and gives an actor without a session, for a second signature; it lasts a minute. */
  vouch(options: { user: string; password: string; from?: string }): Promise<StaffActor>;
  /** A fresh challenge (base64url) for a passkey; good once, two minutes. */
  challenge(): string;
  /** Takes a challenge out, as a registration does: whether it was ours, unused and in time. */
  takeChallenge(challenge: string): boolean;
  loginPatient(options: PasskeyAnswer & { patient: string }): Promise<Session>;
  /** A member of staff by a passkey of his. */
  loginStaff(options: PasskeyAnswer & Place): Promise<Session>;
  /** A member of staff whom another authority has named, as the hospital's own sign-in does. */
  loginNamed(options: { user: string } & Place): Promise<Session>;
  /** The actor of a token; throws `unauthenticated`. Counts as activity unless told otherwise. */
  actor(token: string, options?: { isActivity: boolean }): Actor;
  /** The session of a token, without counting as activity; undefined where it is over. */
  session(token: string): SessionState | undefined;
  /** Opens five minutes for what wants a fresh proof, by password or by a passkey of `owner`; gives their end. */
  stepUp(
    options: { token: string } & ({ password: string } | (PasskeyAnswer & { owner: string })),
  ): Promise<number>;
  /** Throws `step-up` unless the session was stepped up within five minutes (I8.2). */
  demandStepUp(token: string): void;
  /** Ends a session, or every one of the same person: a guardian is not the patient under whose name he signs in. */
  logout(token: string, options?: { everywhere: boolean }): void;
  /** Ends every session of a user, as after a suspension. */
  endSessions(user: string): void;
  /** Whether a user chose the password, or has one that an administrator gave: still good, or over. */
  passwordOf(user: string): 'given' | 'over' | 'own';
  /** How many sessions of a user stand. */
  sessionsOf(user: string): number;
  /** Sets another password under the old one; every session ends and a new one begins. */
  changePassword(options: {
    token: string;
    old: string;
    password: string;
    from?: string;
  }): Promise<Session>;
  /** Gives a password that is good for choosing another; journaled, and the person's sessions end (I8.3). */
  resetPassword(options: { user: string; token: string }): Promise<string>;
}

/** Accounts and the directory. */
export interface Directory {
  /**
   * Creates key, handle and account, durable when it resolves; `by` is absent only for the first administrator. Without a
   * password it gives a random one, good for a week and for choosing another.
   */
  addPractitioner(options: {
    user: string;
    name: string;
    role: Role;
    password?: string;
    /** When the account ends, in ms; null for never. */
    until?: number | null;
    by?: StaffActor;
  }): Promise<DirectoryEntry & { password?: string }>;
  directory(): DirectoryEntry[];
  person(user: string): DirectoryEntry | undefined;
  byHandle(handle: Hex): DirectoryEntry | undefined;
  /** Public key (SPKI) of a member of staff. */
  keyOf(handle: Hex): Uint8Array | undefined;
}

/** Accounts, sessions, patients admitted, the directory. */
export interface People extends SignIn, Directory, Standings {
  readonly passkeys: StaffPasskeys;
  /** Admits a patient at once (I10): Patient resource in the chart, a handle, no ledger. */
  admit(actor: Actor, patient: Json): Promise<ListedPatient>;
  patients(actor: Actor): ListedPatient[];
  patient(id: string): PatientRow | undefined;
  patientByHandle(handle: Hex): PatientRow | undefined;
  /** Merges fields into the patient's row, durable when it resolves. */
  updatePatient(id: string, fields: Readonly<Record<string, Json>>): Promise<void>;
}
