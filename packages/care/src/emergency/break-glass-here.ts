import { randomBytes } from 'node:crypto';
import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import { accessEntry } from '../journal/access.ts';
import { openForMs } from '../objections/objection-tables.ts';
import type { StaffActor } from '../people/actor.ts';
import { demandTreats } from '../team/team.ts';
import { breakGlassEntry } from './break-glass-entry.ts';

/** The form that requests between hospitals demand as well. */
const reasonCode = /^[A-Z0-9][A-Z0-9-]{0,31}$/;

/**
 * Emergency access to a patient of the own hospital (C1.2, C8): opens what she hides and what is the team's alone, for 4 hours. The
 * patient and the privacy officer are told at once, and it is reviewed like every other. Gives the end in ms.
 */
export async function breakGlassHere(
  { clock, journal, member }: Pick<Hospital, 'clock' | 'journal' | 'member'>,
  actor: StaffActor,
  emergency: { patient: string; reason: string; text: string },
): Promise<{ until: number }> {
  demandTreats(actor);
  const { patient, reason, text } = emergency;
  if (text.trim() === '') throw new CareError('invalid', 'Say in a few words why it cannot wait.');
  if (!reasonCode.test(reason)) throw new CareError('invalid', 'A reason is a code, like ETREAT.');
  const at = clock();
  // The access follows right after what it goes with: reviews and lines find each other by that.
  await journal.appendAll([
    breakGlassEntry({
      at,
      id: randomBytes(32).toString('hex'),
      side: 'custodian',
      patient,
      text,
      delay: null,
      outcome: 'granted',
      request: {
        custodian: member,
        requester: member,
        practitioner: actor.handle,
        basis: 'emergency',
        reasons: [reason],
      },
    }),
    accessEntry({
      at,
      actor,
      interaction: 'break-glass',
      outcome: 'permitted',
      because: null,
      basis: 'emergency',
      patients: [patient],
      items: [],
    }),
  ]);
  return { until: at + openForMs };
}
