import { CareError, answerEntry, demandSight, guardianSees, type Actor } from '@careledger/care';
import type { Practice } from '../practice.ts';

/** Whose accesses and acts an officer may prove. */
const watchers: ReadonlySet<string> = new Set(['auditor', 'privacy-officer']);
const treats: ReadonlySet<string> = new Set(['doctor', 'nurse']);
const measured: ReadonlySet<string> = new Set(['quarantine', 'reading']);

/**
 * Lets somebody prove what he may look up (C9): those who treat, records, readings and disclosures; an officer, any entry but
 * readings; a patient, what is hers alone and no longer kept back. Throws `not-found` where he may not.
 */
export async function demandMayProve(
  { hospital, book }: Pick<Practice, 'hospital' | 'book'>,
  actor: Actor,
  id: string,
): Promise<void> {
  const index = /^reading\/(\d{1,12})$/.exec(id)?.[1];
  if (index !== undefined) return demandEntry(Number(index));
  if (/^[0-9a-f]{64}$/.test(id)) return demandDisclosure();
  const [type = '', given = ''] = id.split('/');
  const place = given === '' ? hospital.chart.locate(type) : { type, id: given };
  const info = place && hospital.chart.info(place);
  const patient = info?.patient;
  const guardian = actor.kind === 'patient' ? actor.guardian : undefined;
  if (guardian && info && !guardianSees(guardian, info)) throw nothing();
  if (info && hospital.care.isHidden(actor, info)) throw nothing();
  if (actor.kind === 'patient' && info?.enteredInError === true) throw nothing();
  const mayRead =
    actor.kind === 'patient'
      ? patient === actor.patient
      : treats.has(actor.role) || patient === null || watchers.has(actor.role);
  if (!mayRead) throw nothing();
  if (typeof patient === 'string') await demandCare(patient);

  async function demandCare(one: string): Promise<void> {
    await demandSight(hospital, actor, { patient: one, kind: 'identity', interaction: 'prove' });
  }

  async function demandDisclosure(): Promise<void> {
    const entry = await answerEntry(book, id).catch(() => undefined);
    const { patient: one = null } = entry ?? {};
    if (actor.kind === 'patient') {
      if (one !== actor.patient || isKeptBack(entry)) throw nothing();
      return;
    }
    if (!treats.has(actor.role) && !watchers.has(actor.role)) throw nothing();
    if (typeof one === 'string') await demandCare(one);
  }

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
      concerned.every((each) => each === actor.patient) &&
      !isKeptBack(entry);
    const isReading = entry.t === 'reading' && actor.kind === 'staff' && treats.has(actor.role);
    const isWatched = actor.kind === 'staff' && watchers.has(actor.role) && !measured.has(entry.t);
    if (actor.kind === 'patient' && actor.guardian) throw nothing();
    if (!isHers && !isReading && !isWatched) throw nothing();
    if (!isReading || typeof one !== 'string') return;
    await demandCare(one);
    if (hospital.care.isHidden(actor, { patient: one, kind: 'vitals' })) throw nothing();
  }

  /** What the patient is told only later (C8.2). */
  function isKeptBack(entry: Readonly<Record<string, unknown>> | undefined): boolean {
    const { delay = null } = entry ?? {};
    if (typeof delay !== 'object' || delay === null || !('until' in delay)) return false;
    return Number(delay.until) > hospital.clock();
  }
}

const nothing = () =>
  new CareError('not-found', 'There is no such record, disclosure or reading here.');
