import type { Hex } from '@careledger/proof';
import type { Guardianship } from '../guardians/guardianship.ts';

/** What a member of staff may be. */
export type Role =
  'administrator' | 'auditor' | 'doctor' | 'nurse' | 'privacy-officer' | 'researcher';

/** A member of staff inside a session: `sign` works only while that session lasts (I1.3). */
export interface StaffActor {
  readonly kind: 'staff';
  readonly user: string;
  readonly handle: Hex;
  readonly role: Role;
  readonly steppedUp: boolean;
  sign(message: Uint8Array): Buffer;
}

/** A patient signed in by passkey, or a guardian by his own: sees and acts for the one patient only. */
export interface PatientActor {
  readonly kind: 'patient';
  readonly patient: string;
  /** The passkey that signed in. */
  readonly credential?: string;
  /** Within which bounds, where a guardian signed in (I7). */
  readonly guardian?: Guardianship;
}

/** Whoever acts. */
export type Actor = PatientActor | StaffActor;
