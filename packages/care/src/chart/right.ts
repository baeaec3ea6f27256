import { guardianSees } from '../guardians/guardianship.ts';
import type { Actor } from '../people/actor.ts';

/** What somebody wants to do with a record. */
export type Right = 'amend' | 'create' | 'read';

/** A record as far as a right depends on it. */
export interface Concerned {
  readonly kind: string;
  readonly patient: string | null;
  /** Sensitive labels, where one record is concerned and not a whole chart. */
  readonly labels?: readonly string[];
}

/** Why an access is permitted (C1.1), or why not. */
export type Ruling =
  | { readonly permitted: true; readonly basis: 'directory' | 'guardian' | 'self' | 'treatment' }
  | { readonly permitted: false; readonly because: 'not-mine' | 'role' };

/**
 * R1, C1.2: doctors and nurses treat, so they alone read and write the chart, and what they write they
 * can contribute; other staff see the directory; a patient reads what is held about himself, a guardian what his scope names (I7).
 */
export function rule(actor: Actor, right: Right, concerned: Concerned): Ruling {
  const isDirectory = concerned.patient === null;
  if (actor.kind === 'patient') {
    if (right !== 'read') return { permitted: false, because: 'role' };
    if (isDirectory) return { permitted: true, basis: 'directory' };
    if (concerned.patient !== actor.patient) return { permitted: false, because: 'not-mine' };
    const { guardian } = actor;
    if (guardian === undefined) return { permitted: true, basis: 'self' };
    const { kind, labels } = concerned;
    return labels === undefined || guardianSees(guardian, { kind, labels })
      ? { permitted: true, basis: 'guardian' }
      : { permitted: false, because: 'not-mine' };
  }
  const treats = actor.role === 'doctor' || actor.role === 'nurse';
  if (treats) return { permitted: true, basis: isDirectory ? 'directory' : 'treatment' };
  return isDirectory && right === 'read'
    ? { permitted: true, basis: 'directory' }
    : { permitted: false, because: 'role' };
}
