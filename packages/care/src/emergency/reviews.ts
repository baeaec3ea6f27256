import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import type { StaffActor } from '../people/actor.ts';
import { seenHere, type Shown } from './seen-here.ts';
import { jsonRow, listOf, textOf, textOrNull, type Row } from '../audit/rows.ts';

/** How far the review of a break-glass is (C8.3). */
export type ReviewState = 'justified' | 'not-justified' | 'open' | 'overdue';

/** One break-glass as the privacy officer reviews it; times in ms. */
export interface Review {
  readonly id: string;
  /** Its line in the list of who saw what. */
  readonly line: string;
  readonly at: number;
  readonly due: number;
  readonly state: ReviewState;
  readonly side: string;
  readonly practitioner: string;
  readonly organisation: string;
  readonly custodian: string;
  readonly patient: string | null;
  readonly reason: readonly string[];
  readonly text: string;
  /** What the patient asked about it, the first time. */
  readonly question: string | null;
  readonly basis: string;
  readonly outcome: string;
  readonly resources: readonly { type: string; id: string; version: number }[];
  readonly tx: string | null;
  readonly delayedUntil: number | null;
  readonly delayReason: string | null;
  readonly review: { at: number; by: string; outcome: string; text: string } | null;
}

/** Which emergency accesses are wanted; times in ms. */
export interface ReviewFilter {
  readonly id?: string | undefined;
  /** What this patient may know of by a time (C8.2). */
  readonly toldTo?: { readonly patient: string; readonly by: number } | undefined;
}

const columns =
  'b.*, (select q.words from notice_asked q where q.id = b.id) as question, v.at as reviewed, v.by as reviewer, v.outcome as verdict, v.note as verdict_note, a.released as released, a.tx as tx ' +
  'from break_glass b left join review v on v.id = b.id left join answer a on a.id = b.id';

const mostReviews = 2_000;

/**
 * The emergency accesses at this hospital or of its staff: overdue ones first, then open ones, oldest first, then reviewed ones. Of
 * more than 2,000 those without a review are given first, then the newest.
 */
export function reviewsOf(hospital: Hospital): Review[] {
  const rows = hospital.index
    .prepare(`select ${columns} order by v.at is not null, b.journal desc limit ?`)
    .all(mostReviews)
    .toReversed()
    .map((row) => reviewOf(hospital, jsonRow(row)));
  const rank = { overdue: 0, open: 1, 'not-justified': 2, justified: 2 } as const;
  return rows.toSorted((one, other) => rank[one.state] - rank[other.state]);
}

/** The newest emergency accesses that are wanted, newest first. */
export function newestReviews(
  hospital: Hospital,
  { id, toldTo }: ReviewFilter,
  most: number,
): Review[] {
  const parts = [
    ...(id === undefined ? [] : [{ sql: 'b.id = ?', values: [id] }]),
    ...(toldTo === undefined
      ? []
      : [
          {
            sql: "b.patient = ? and b.side = 'custodian' and coalesce(b.delay_until, 0) <= ?",
            values: [toldTo.patient, toldTo.by],
          },
        ]),
  ];
  const where = ['1', ...parts.map(({ sql }) => sql)].join(' and ');
  return hospital.index
    .prepare(`select ${columns} where ${where} order by b.journal desc limit ?`)
    .all(...parts.flatMap(({ values }) => values), most)
    .map((row) => reviewOf(hospital, jsonRow(row)));
}

/** The state of one review; null where nobody broke glass under this id. */
export function reviewStateOf(hospital: Hospital, id: string, now: number): ReviewState | null {
  const row = hospital.index.prepare(`select ${columns} where b.id = ?`).get(id);
  return row === undefined ? null : stateOf(jsonRow(row), now);
}

/** Journals a privacy officer's judgement of a break-glass; judged once. */
export async function reviewBreakGlass(
  hospital: Hospital,
  actor: StaffActor,
  judged: { id: string; outcome: 'justified' | 'not-justified'; text: string },
): Promise<Review> {
  if (actor.role !== 'privacy-officer')
    throw new CareError('forbidden', 'The privacy officer reviews emergency access.');
  const { id, outcome, text } = judged;
  const find = () => newestReviews(hospital, { id }, 1)[0];
  // Of two judgements given at once the second is told of the first.
  return hospital.locks.hold([`review ${id}`], async () => {
    const found = find();
    if (!found) throw new CareError('not-found', 'There is no such emergency access here.');
    if (found.review)
      throw new CareError('conflict', 'This emergency access was reviewed already.');
    await hospital.journal.append({
      t: 'review',
      at: hospital.clock(),
      id,
      patient: found.patient,
      by: actor.handle,
      outcome,
      text,
    });
    return find() ?? found;
  });
}

function stateOf(row: Row, now: number): ReviewState {
  if (row['verdict'] === 'justified' || row['verdict'] === 'not-justified') return row['verdict'];
  return now > Number(row['due']) ? 'overdue' : 'open';
}

function reviewOf(hospital: Hospital, row: Row): Review {
  const delay = row['delay_until'];
  const isHere = row['custodian'] === row['organisation'];
  const { line, resources } = isHere ? seenHere(hospital, row) : released(row);
  return {
    id: textOf(row['id']),
    line,
    at: Number(row['at']),
    due: Number(row['due']),
    state: stateOf(row, hospital.clock()),
    side: textOf(row['side']),
    practitioner: textOf(row['practitioner']),
    organisation: textOf(row['organisation']),
    custodian: textOf(row['custodian']),
    patient: textOrNull(row['patient']),
    reason: listOf(row['reasons']).map(String),
    text: textOf(row['note']),
    question: textOrNull(row['question']),
    basis: textOf(row['basis']),
    outcome: textOf(row['outcome']),
    resources,
    tx: textOrNull(row['tx']),
    delayedUntil: typeof delay === 'number' ? delay : null,
    delayReason: textOrNull(row['delay_reason']),
    review:
      typeof row['reviewed'] === 'number'
        ? {
            at: row['reviewed'],
            by: textOf(row['reviewer']),
            outcome: textOf(row['verdict']),
            text: textOf(row['verdict_note']),
          }
        : null,
  };
}

/** What an answer to another hospital released. */
function released(row: Row): Shown {
  const resources = listOf(row['released']).map((item) => {
    const { type, id, version } = jsonRow(item);
    return { type: textOf(type), id: textOf(id), version: Number(version) };
  });
  return { line: textOf(row['id']), resources };
}
