import type { Actor } from '../people/actor.ts';

/** What somebody wants to do with a record. */
export type Right = 'amend' | 'create' | 'read';

/** A record as far as a right depends on it. */
export interface Concerned {
  readonly kind: string;
  readonly patient: string | null;
}

/** Why an access is permitted (C1.1), or why not. */
export type Ruling =
  | { readonly permitted: true; readonly basis: 'directory' | 'self' | 'treatment' }
  | { readonly permitted: false; readonly because: 'not-mine' | 'role' };

/**
 * R1, C1.2: doctors and nurses treat, so they alone read and write the chart, and what they write they
 * can contribute; other staff see the directory; a patient reads what is held about himself.
 */
export function rule(actor: Actor, right: Right, concerned: Concerned): Ruling {
  const isDirectory = concerned.patient === null;
  if (actor.kind === 'patient') {
    if (right !== 'read') return { permitted: false, because: 'role' };
    if (isDirectory) return { permitted: true, basis: 'directory' };
    return concerned.patient === actor.patient
      ? { permitted: true, basis: 'self' }
      : { permitted: false, because: 'not-mine' };
  }
  const treats = actor.role === 'doctor' || actor.role === 'nurse';
  if (treats) return { permitted: true, basis: isDirectory ? 'directory' : 'treatment' };
  return isDirectory && right === 'read'
    ? { permitted: true, basis: 'directory' }
    : { permitted: false, because: 'role' };
}
