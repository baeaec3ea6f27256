import type { Entry } from './entry.ts';
import { hasCode } from './fhir.ts';

/** One of them, and which other hospitals say it. */
export interface Fact {
  readonly entry: Entry;
  readonly elsewhere: readonly string[];
}

/** What someone in a hurry needs: allergies, medicines now, conditions. */
export interface Facts {
  readonly allergies: readonly Fact[];
  /** The newest first: what was begun last is what is known least. */
  readonly medicines: readonly Fact[];
  readonly conditions: readonly Fact[];
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
    allergies: once(valid.filter((e) => e.version.type === 'AllergyIntolerance' && isOngoing(e))),
    medicines: once(
      valid.filter(
        ({ version, shown }) =>
          ['MedicationRequest', 'MedicationStatement'].includes(version.type) &&
          (shown.status === undefined || shown.status === 'active'),
      ),
    ).toSorted((a, b) => Date.parse(b.entry.at) - Date.parse(a.entry.at)),
    conditions: once(valid.filter((e) => e.version.type === 'Condition' && isOngoing(e))),
  };
}

/** What two hospitals say in the same words stands once, as this hospital says it. */
function once(entries: readonly Entry[]): Fact[] {
  const facts = new Map<string, Fact>();
  for (const entry of entries) {
    const known = facts.get(entry.title);
    const elsewhere = entry.custody === 'elsewhere' ? [entry.memberName] : [];
    facts.set(entry.title, {
      entry: known?.entry ?? entry,
      elsewhere: [...(known?.elsewhere ?? []), ...elsewhere],
    });
  }
  return [...facts.values()];
}
