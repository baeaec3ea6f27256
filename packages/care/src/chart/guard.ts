import { CareError } from '../care-error.ts';
import { accessEntry, type Seen } from '../journal/access.ts';
import type { Journal } from '../journal/journal.ts';
import type { Actor } from '../people/actor.ts';
import { rule, type Concerned, type Right } from './right.ts';

/** Asks the rules before anything is done, and journals every access and refusal. */
export interface Guard {
  /** Gives the basis, or journals the refusal and throws `forbidden` (for a patient `not-found`). */
  permit(
    actor: Actor,
    right: Right,
    access: { interaction: string; concerned: Concerned; item?: Seen },
  ): Promise<string>;
  /** Journals what is about to be shown (D2); resolves when it is on disk. */
  seen(
    actor: Actor,
    access: { interaction: string; basis: string; records: readonly SeenRecord[] },
  ): Promise<void>;
}

/** What the journal keeps of a record that is shown. */
export interface SeenRecord {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly patient: string | null;
}

/** A guard over the journal. */
export function createGuard(deps: { journal: Journal; clock: () => number }): Guard {
  const { journal, clock } = deps;
  return {
    permit: async (actor, right, { interaction, concerned, item }) => {
      const ruling = rule(actor, right, concerned);
      if (ruling.permitted) return ruling.basis;
      await journal.append(
        accessEntry({
          at: clock(),
          actor,
          interaction,
          outcome: 'refused',
          because: ruling.because,
          basis: null,
          patients:
            concerned.patient === null || concerned.patient === '' ? [] : [concerned.patient],
          items: item === undefined ? [] : [item],
        }),
      );
      if (ruling.because === 'not-mine')
        throw new CareError('not-found', 'There is no such record.');
      throw new CareError('forbidden', 'Your role does not permit this.');
    },
    seen: async (actor, { interaction, basis, records }) => {
      const patients = new Set(records.flatMap(({ patient }) => patient ?? []));
      await journal.append(
        accessEntry({
          at: clock(),
          actor,
          interaction,
          outcome: 'permitted',
          because: null,
          basis,
          patients: [...patients],
          items: records.map(({ type, id, version }): Seen => [type, id, version]),
        }),
      );
    },
  };
}
