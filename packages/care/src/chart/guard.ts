import { CareError } from '../care-error.ts';
import { accessEntry, type Seen } from '../journal/access.ts';
import type { Journal } from '../journal/journal.ts';
import type { Actor } from '../people/actor.ts';
import { notInCare, type CareCheck } from '../team/care-policy.ts';
import { rule, type Concerned, type Right } from './right.ts';

/** Asks the rules before anything is done, and journals every access and refusal. */
export interface Guard {
  /** Gives the basis, or journals the refusal and throws `forbidden` (for a patient `not-found`). */
  permit(
    actor: Actor,
    right: Right,
    access: { interaction: string; concerned: Concerned; item?: Seen },
  ): Promise<string>;
  /** Refuses, as if it were not there, what the patient hides from whoever would change it (C1.2). */
  demandShown(actor: Actor, concerned: Concerned & SeenRecord): Promise<void>;
  /** Refuses a write about a patient who is not in the writer's care, where the team alone may (C1.2). */
  demandCare(actor: Actor, patients: readonly (string | null)[]): Promise<void>;
  /** Journals what is about to be shown (D2), under emergency where that holds a chart open; resolves when it is on disk. */
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
export function createGuard(deps: {
  journal: Journal;
  care: CareCheck;
  clock: () => number;
}): Guard {
  const { journal, care, clock } = deps;

  /** Journals a refusal, then says it. */
  const refuse = async (
    actor: Actor,
    refused: {
      interaction: string;
      because: 'not-in-care' | 'not-mine' | 'objection' | 'role';
      patient: string | null;
      item?: Seen | undefined;
    },
  ): Promise<never> => {
    const { interaction, because, patient, item } = refused;
    await journal.append(
      accessEntry({
        at: clock(),
        actor,
        interaction,
        outcome: 'refused',
        because,
        basis: null,
        patients: patient === null || patient === '' ? [] : [patient],
        items: item === undefined ? [] : [item],
      }),
    );
    if (because === 'not-mine' || because === 'objection')
      throw new CareError('not-found', 'There is no such record.');
    if (because === 'not-in-care') throw new CareError('not-in-care', notInCare);
    throw new CareError('forbidden', 'Your role does not permit this.');
  };

  return {
    permit: async (actor, right, { interaction, concerned, item }) => {
      const { patient } = concerned;
      const ruling = rule(actor, right, concerned);
      if (!ruling.permitted)
        return refuse(actor, { interaction, because: ruling.because, patient, item });
      if (care.isRefused(actor, patient))
        return refuse(actor, { interaction, because: 'not-in-care', patient, item });
      if (care.isHidden(actor, concerned))
        return refuse(actor, { interaction, because: 'objection', patient, item });
      return ruling.basis;
    },
    demandShown: async (actor, concerned) => {
      const { patient, type, id, version } = concerned;
      if (care.isHidden(actor, concerned))
        await refuse(actor, {
          interaction: 'write',
          because: 'objection',
          patient,
          item: [type, id, version],
        });
    },
    demandCare: async (actor, patients) => {
      const patient = patients.find((each) => care.isRefused(actor, each));
      if (patient !== undefined)
        await refuse(actor, { interaction: 'write', because: 'not-in-care', patient });
    },
    seen: async (actor, { interaction, basis, records }) => {
      const concerned = [...new Set(records.flatMap(({ patient }) => patient ?? []))];
      // What an emergency holds open is looked at under it (C8): an entry of its own for each such patient.
      const open = concerned.filter((patient) => care.openUntil(actor, patient) !== null);
      const closed = records.filter(({ patient }) => patient === null || !open.includes(patient));
      // D4: what is read outside the patient's team stands on the list of unusual accesses, and nothing else with it.
      const strange = new Set(concerned.filter((patient) => care.isOutside(actor, patient)));
      const isOutside = ({ patient }: SeenRecord) => patient !== null && strange.has(patient);
      const outside = closed.filter((each) => isOutside(each));
      const inside = closed.filter((each) => !isOutside(each));
      const entryOf = (shown: readonly SeenRecord[], under: string) =>
        accessEntry({
          at: clock(),
          actor,
          interaction,
          outcome: 'permitted',
          because: shown.some((each) => isOutside(each)) ? 'outside-team' : null,
          basis: under,
          patients: [...new Set(shown.flatMap(({ patient }) => patient ?? []))],
          items: shown.map(({ type, id, version }): Seen => [type, id, version]),
        });
      await journal.appendAll([
        ...open.map((each) =>
          entryOf(
            records.filter(({ patient }) => patient === each),
            'emergency',
          ),
        ),
        ...(outside.length > 0 ? [entryOf(outside, basis)] : []),
        ...(inside.length > 0 || concerned.length === 0 ? [entryOf(inside, basis)] : []),
      ]);
    },
  };
}
