import { CareError, guardianSees, type Actor } from '@careledger/care';
import type { Practice } from '../practice.ts';

/** Whose accesses and acts an officer may prove. */
const watchers: ReadonlySet<string> = new Set(['privacy-officer']);
const treats: ReadonlySet<string> = new Set(['doctor', 'nurse']);

/**
 * Lets somebody prove what he may look up (C9): those who treat, records and readings; an officer, any entry; a patient, what is
 * hers alone. A disclosure's proof says nothing about its patient. Throws `not-found` where he may not.
 */
export async function demandMayProve(
  { hospital, book }: Pick<Practice, 'hospital' | 'book'>,
  actor: Actor,
  id: string,
): Promise<void> {
  const index = /^reading\/(\d{1,12})$/.exec(id)?.[1];
  if (index !== undefined) return demandEntry(Number(index));
  if (/^[0-9a-f]{64}$/.test(id)) return;
  const [type = '', given = ''] = id.split('/');
  const place = given === '' ? hospital.chart.locate(type) : { type, id: given };
  const info = place && hospital.chart.info(place);
  const patient = info?.patient;
  const guardian = actor.kind === 'patient' ? actor.guardian : undefined;
  if (guardian && info && !guardianSees(guardian, info)) throw nothing();
  const mayRead =
    actor.kind === 'patient'
      ? patient === actor.patient
      : treats.has(actor.role) || patient === null || watchers.has(actor.role);
  if (!mayRead) throw nothing();

  async function demandEntry(place: number): Promise<void> {
    if (place >= book.hospital.journal.size) throw nothing();
    const { entry } = await hospital.journal.read(place);
    const { patient: one, patients } = entry;
    const concerned = [one, ...(Array.isArray(patients) ? patients : [])].filter(
      (each) => typeof each === 'string',
    );
    const isHers =
      actor.kind === 'patient' &&
      concerned.length > 0 &&
      concerned.every((each) => each === actor.patient);
    const isReading = entry.t === 'reading' && actor.kind === 'staff' && treats.has(actor.role);
    const isWatched = actor.kind === 'staff' && watchers.has(actor.role);
    if (actor.kind === 'patient' && actor.guardian) throw nothing();
    if (!isHers && !isReading && !isWatched) throw nothing();
  }
}

const nothing = () =>
  new CareError('not-found', 'There is no such record, disclosure or reading here.');
