import { randomUUID } from 'node:crypto';
import type { Json } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import type { Notices } from '../notices/notices.ts';
import type { PatientActor, StaffActor } from '../people/actor.ts';
import { integer, nullable, oneOf, record, text } from '../shape.ts';

const shape = record({
  patient: text,
  field: text,
  text,
  at: integer,
  state: oneOf('done', 'open', 'refused'),
  answer: nullable(text),
  answeredAt: nullable(integer),
  by: nullable(text),
});

/** What a patient says is wrong in her details, and what became of it. */
export interface Correction extends ReturnType<typeof shape> {
  readonly correction: string;
}

/** Requests to the records office to correct personal details; staff amend the record themselves and answer. */
export interface Corrections {
  request(actor: PatientActor, wrong: { field: string; text: string }): Promise<string>;
  /** Of one patient, or for the records office of all, newest first. */
  of(patient: string | undefined): Correction[];
  answer(
    actor: StaffActor,
    answered: { correction: string; isDone: boolean; answer: string },
  ): Promise<void>;
}

const kind = 'correction';
const MOST_OPEN = 20;

/** Opens corrections of a hospital. */
export function openCorrections(deps: {
  hospital: Pick<Hospital, 'clock' | 'journal' | 'registry'>;
  notices: Notices;
}): Corrections {
  const { notices } = deps;
  const { clock, journal, registry } = deps.hospital;
  const read = (correction: string, value: Json): Correction => ({
    ...shape(value, kind),
    correction,
  });
  const of = (patient: string | undefined): Correction[] =>
    [...registry.all(kind)]
      .map(([id, value]) => read(id, value))
      .filter((each) => patient === undefined || each.patient === patient)
      .toSorted((a, b) => b.at - a.at);

  return {
    of,
    request: async ({ patient }, { field, text: words }) => {
      if (of(patient).filter(({ state }) => state === 'open').length >= MOST_OPEN)
        throw new CareError('throttled', 'Twenty requests are open; wait for their answers.');
      const correction = randomUUID();
      const at = clock();
      const row = { patient, field, text: words, at, state: 'open', answer: null };
      await journal.append({ t: kind, v: 1, id: correction, ...row });
      await registry.put(kind, correction, { ...row, answeredAt: null, by: null });
      const to = 'role:administrator';
      await notices.tell({ to, kind: 'correction', patient, about: correction });
      return correction;
    },
    answer: async (actor, { correction, isDone, answer }) => {
      const { role, handle } = actor;
      if (role !== 'administrator' && role !== 'doctor' && role !== 'nurse')
        throw new CareError('forbidden', 'The records office and clinicians answer.');
      const value = registry.get(kind, correction);
      if (value === undefined) throw new CareError('not-found', 'There is no such request.');
      const row = shape(value, kind);
      if (row.state !== 'open')
        throw new CareError('conflict', 'This request is answered already.');
      const at = clock();
      const state = isDone ? 'done' : 'refused';
      const { patient } = row;
      await journal.append({
        t: 'correction-answered',
        v: 1,
        at,
        id: correction,
        patient,
        state,
        answer,
        by: handle,
      });
      await registry.put(kind, correction, { ...row, state, answer, answeredAt: at, by: handle });
      const to = `patient:${patient}`;
      await notices.tell({ to, kind: 'correction', patient, about: correction });
    },
  };
}
