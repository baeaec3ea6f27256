import { CareError, type Actor } from '@careledger/care';
import type { Practice } from '../practice.ts';
import { patientId } from './people-handlers.ts';

/** Whom a call is about: the patient herself, or for enrolling staff the patient that they name. */
export function patientOf(
  practice: Practice,
  actor: Actor | undefined,
  given: string | undefined,
): string {
  if (actor?.kind === 'patient') return actor.patient;
  const role = actor?.role;
  if (role !== 'doctor' && role !== 'nurse' && role !== 'administrator')
    throw new CareError('forbidden', 'The patient and enrolling staff may do this.');
  return patientId(practice, given ?? '');
}
