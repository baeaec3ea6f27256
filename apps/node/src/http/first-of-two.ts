import { CareError, demandSight, type Actor, type StaffActor } from '@careledger/care';
import type { Practice } from '../practice.ts';
import { patientId, staff } from './people-handlers.ts';

/** Who begins an assisted act and for whom: a doctor or nurse who may open this patient's chart (C5.1, C1.2). */
export async function firstOfTwo(
  practice: Practice,
  actor: Actor | undefined,
  { patient: given, interaction }: { patient: string; interaction: string },
): Promise<{ patient: string; first: StaffActor }> {
  const first = staff(actor);
  if (first.role !== 'doctor' && first.role !== 'nurse')
    throw new CareError('forbidden', 'A doctor or nurse begins what two of staff sign.');
  const patient = patientId(practice, given);
  await demandSight(practice.hospital, first, { patient, kind: 'identity', interaction });
  return { patient, first };
}
