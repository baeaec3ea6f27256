import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import { accessEntry } from '../journal/access.ts';
import type { StaffActor } from '../people/actor.ts';
import { createCareRows, type InCare } from './care-rows.ts';
import { createFace, type Face } from './face.ts';
import { teamEntry } from './team-projection.ts';

/** A patient in my care with the limited fields that a list shows. */
export interface CaredFor extends InCare, Face {
  readonly handle: string;
}

/** Somebody of a patient's team. */
export interface Carer {
  readonly user: string;
  readonly name: string;
  readonly role: string;
  readonly because: string;
  readonly since: number;
}

/** Who is in whose care inside the hospital (C1, D4). */
export interface Team {
  inMyCare(actor: StaffActor): Promise<CaredFor[]>;
  careOf(
    actor: StaffActor,
    patient: string,
  ): { because: string | null; since: number | null; team: Carer[] };
  /** Begins to treat a patient; the patient sees it and why. */
  takeOver(actor: StaffActor, patient: string, because: string): Promise<{ since: number }>;
  /** Ends it; with `to` the patient is referred to a colleague first. */
  handOver(actor: StaffActor, patient: string, to?: string): Promise<void>;
}

/** Opens the team of a hospital. */
export function openTeam(hospital: Hospital): Team {
  const { index, journal, people, clock } = hospital;
  const rows = createCareRows(index);
  const face = createFace(hospital);

  return {
    inMyCare: async (actor) => {
      demandTreats(actor);
      const found: CaredFor[] = [];
      for (const each of rows.inCareOf(actor.handle)) {
        const row = people.patient(each.patient);
        if (row) found.push({ ...each, ...(await face(each.patient)), handle: row.handle });
      }
      return found;
    },
    careOf: (actor, patient) => {
      const basis = rows.basis(patient, actor.handle);
      const team = rows.teamOf(patient).flatMap(({ who, because, since }): Carer[] => {
        const person = people.byHandle(who);
        if (!person) return [];
        return [{ user: person.user, name: person.name, role: person.role, because, since }];
      });
      return { because: basis?.because ?? null, since: basis?.since ?? null, team };
    },
    takeOver: async (actor, patient, because) => {
      demandTreats(actor);
      const at = clock();
      if (because.trim() === '')
        throw new CareError('invalid', 'Say in a few words why you take this patient over.');
      const { handle } = actor;
      await journal.appendAll([
        teamEntry({ at, patient, who: [handle], because: 'take-over', by: handle, text: because }),
        // The patient sees it among what was done with her record (D3).
        accessEntry({
          at,
          actor,
          interaction: 'take-over',
          outcome: 'permitted',
          because: null,
          basis: 'treatment',
          patients: [patient],
          items: [],
        }),
      ]);
      return { since: at };
    },
    handOver: async (actor, patient, to) => {
      demandTreats(actor);
      const [at, by] = [clock(), actor.handle];
      if (rows.basis(patient, by) === undefined)
        throw new CareError('conflict', 'This patient is not in your care.');
      const next = to === undefined ? undefined : people.person(to);
      if (to !== undefined && next?.role !== 'doctor' && next?.role !== 'nurse')
        throw new CareError('not-found', 'No doctor or nurse of this hospital has that user name.');
      const referral = next && next.handle !== by ? [next.handle] : [];
      await journal.appendAll([
        ...(referral.length === 0
          ? []
          : [teamEntry({ at, patient, who: referral, because: 'referral', by })]),
        teamEntry({ at, patient, who: [by], because: null, by }),
      ]);
    },
  };
}

/** Doctors and nurses treat; nobody else has patients. */
export function demandTreats(actor: StaffActor): void {
  if (actor.role !== 'doctor' && actor.role !== 'nurse')
    throw new CareError('forbidden', 'Doctors and nurses have patients in their care.');
}
