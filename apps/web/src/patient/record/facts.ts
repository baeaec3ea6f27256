import type { Entry } from './entry.ts';
import { hasCode } from './fhir.ts';

/** What someone in a hurry needs: allergies, medicines now, conditions. */
export interface Facts {
  readonly allergies: readonly Entry[];
  readonly medicines: readonly Entry[];
  readonly conditions: readonly Entry[];
}

/** Picks them from the newest versions; what ended or was entered in error is not among them. */
export function factsOf(entries: readonly Entry[]): Facts {
  const valid = entries.filter(
    ({ version, shown }) =>
      !version.enteredInError && !hasCode(shown.verificationStatus, 'refuted', 'entered-in-error'),
  );
  const isOngoing = ({ shown }: Entry) =>
    !hasCode(shown.clinicalStatus, 'inactive', 'resolved', 'remission');
  return {
    allergies: valid.filter((e) => e.version.type === 'AllergyIntolerance' && isOngoing(e)),
    medicines: valid.filter(
      ({ version, shown }) =>
        ['MedicationRequest', 'MedicationStatement'].includes(version.type) &&
        (shown.status === undefined || shown.status === 'active'),
    ),
    conditions: valid.filter((e) => e.version.type === 'Condition' && isOngoing(e)),
  };
}
