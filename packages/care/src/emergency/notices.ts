import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import type { Actor } from '../people/actor.ts';
import { jsonRow, textOf } from '../audit/rows.ts';
import { demandDecides } from '../guardians/demand-scope.ts';
import { newestReviews } from './reviews.ts';

/** Something that a patient or privacy officer is told at once; times in ms. */
export interface Notice {
  readonly id: string;
  readonly at: number;
  readonly kind: 'asking-stopped' | 'break-glass' | 'flood';
  readonly practitioner: string;
  readonly organisation: string;
  readonly text: string;
  readonly reason: readonly string[];
  readonly request: string | null;
  readonly patient: string | null;
  /** Why it is told only now (C8.2). */
  readonly late: string | null;
  readonly resources: readonly { type: string; id: string; version: number }[];
  readonly count: number;
  readonly seen: boolean;
}

const most = 500;

/** What somebody is told, newest first: a patient of emergency access to himself, a privacy officer of all that needs an eye. */
export function noticesOf(hospital: Hospital, actor: Actor): Notice[] {
  return told(hospital, actor)
    .toSorted((one, other) => other.at - one.at)
    .slice(0, most);
}

/** All that somebody is told, or the one notice of an id. */
function told(hospital: Hospital, actor: Actor, id?: string): Notice[] {
  const isOfficer = actor.kind === 'staff' && actor.role === 'privacy-officer';
  if (!isOfficer && actor.kind !== 'patient')
    throw new CareError('forbidden', 'Patients and privacy officers are told of emergency access.');
  const seen = seenBy(hospital, whoIs(actor));
  const toldTo =
    actor.kind === 'patient' ? { patient: actor.patient, by: hospital.clock() } : undefined;
  const emergencies = newestReviews(hospital, { id, toldTo }, most).map((row): Notice => {
    const { practitioner, organisation, text, reason, patient, resources } = row;
    return {
      id: row.id,
      at: row.at,
      kind: 'break-glass',
      practitioner,
      organisation,
      text,
      reason,
      patient,
      resources,
      request: row.id,
      late: row.delayedUntil === null ? null : row.delayReason,
      count: 1,
      seen: seen.has(row.id),
    };
  });
  if (!isOfficer) return emergencies;
  return [...emergencies, ...stopsOf(hospital, seen, id), ...floodNotices(hospital, seen, id)];
}

/**
 * Notes that somebody has answered a notice of his, with a question for the privacy officer where the patient has one; gives the
 * patient. A guardian who may look alone leaves it to her (I7).
 */
export async function seeNotice(
  hospital: Hospital,
  actor: Actor,
  { id, question }: { id: string; question?: string },
): Promise<string | null> {
  demandDecides(actor);
  // A patient and her guardian may ask at once: the second is told that a question stands.
  return hospital.locks.hold([`notice ${id}`], async () => {
    const [notice] = told(hospital, actor, id);
    if (notice === undefined) throw new CareError('not-found', 'There is no such notice.');
    const at = hospital.clock();
    const { patient } = notice;
    if (question !== undefined && actor.kind !== 'patient')
      throw new CareError('forbidden', 'The patient asks, and the privacy officer answers.');
    if (question !== undefined && hasAsked(hospital, id))
      throw new CareError('conflict', 'Your question stands with this access already.');
    const asked = question === undefined ? {} : { question, patient };
    await hospital.journal.append({ t: 'notice-seen', at, who: whoIs(actor), id, ...asked });
    return patient;
  });
}

const hasAsked = ({ index }: Pick<Hospital, 'index'>, id: string) =>
  index.prepare('select 1 from notice_asked where id = ?').get(id) !== undefined;

const whoIs = (actor: Actor) =>
  actor.kind === 'staff' ? actor.handle : `patient:${actor.patient}`;

function seenBy(hospital: Hospital, who: string): ReadonlySet<string> {
  const rows = hospital.index.prepare('select id from notice_seen where who = ?').all(who);
  return new Set(rows.map((row) => textOf(jsonRow(row)['id'])));
}

function stopsOf(hospital: Hospital, seen: ReadonlySet<string>, only?: string): Notice[] {
  return hospital.index
    .prepare('select * from asking_stopped where id = coalesce(?, id) order by at desc limit ?')
    .all(only ?? null, most)
    .map((found) => {
      const row = jsonRow(found);
      return bare('asking-stopped', seen, {
        id: textOf(row['id']),
        at: Number(row['at']),
        practitioner: textOf(row['practitioner']),
        organisation: textOf(row['member']),
        count: Number(row['count']),
      });
    });
}

function floodNotices(hospital: Hospital, seen: ReadonlySet<string>, only?: string): Notice[] {
  return hospital.index
    .prepare(
      "select * from flood where 'flood/' || journal = coalesce(?, 'flood/' || journal) order by journal desc limit ?",
    )
    .all(only ?? null, most)
    .map((found) => {
      const row = jsonRow(found);
      return bare('flood', seen, {
        id: `flood/${Number(row['journal'])}`,
        at: Number(row['at']),
        practitioner: textOf(row['practitioner']),
        organisation: textOf(row['organisation']),
        count: Number(row['count']),
      });
    });
}

function bare(
  kind: Notice['kind'],
  seen: ReadonlySet<string>,
  facts: { id: string; at: number; practitioner: string; organisation: string; count: number },
): Notice {
  const nothing = { text: '', reason: [], request: null, patient: null, late: null, resources: [] };
  return { kind, ...facts, ...nothing, seen: seen.has(facts.id) };
}
