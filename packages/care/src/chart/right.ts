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
 * R1, C1.2: doctors and nurses treat, so they read and write the chart; an administrator keeps the
 * directory and admits (identity, without reading it); a patient reads what is held about himself.
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
  if (isDirectory)
    return right === 'read' || treats || actor.role === 'administrator'
      ? { permitted: true, basis: 'directory' }
      : { permitted: false, because: 'role' };
  if (treats) return { permitted: true, basis: 'treatment' };
  if (actor.role === 'administrator' && right === 'create' && concerned.kind === 'identity')
    return { permitted: true, basis: 'treatment' };
  return { permitted: false, because: 'role' };
}
