import type { Book } from '../book/book.ts';
import { reviewStateOf } from '../emergency/reviews.ts';
import type { Hospital } from '../hospital.ts';
import { integer, nullable, record, text } from '../shape.ts';
import type { Disclosure } from './disclosure.ts';
import { onceOnly } from './line-of.ts';
import { jsonRow, listOf, textOf } from './rows.ts';

const mostResources = 200;
const dayMs = 86_400_000;

const rowShape = record({
  journal: integer,
  patient: text,
  at: integer,
  since: integer,
  n: integer,
  who: text,
  role: text,
  interaction: text,
  outcome: text,
  because: nullable(text),
  basis: nullable(text),
  purpose: text,
  items: nullable(text),
});

/** What of the local accesses is wanted; times in ms. */
export interface AccessFilter {
  readonly patient?: string;
  readonly from?: number;
  readonly until?: number;
  readonly most?: number;
}

/**
 * What staff of this hospital looked at, from the journal (D3): alike accesses of one person to one patient on one day are one
 * row with their count, each emergency one of its own; a patient's looks at himself are not listed. `tx` is filled in by `withCheckpoints`.
 */
export function accessesOf(
  { hospital }: Pick<Book, 'hospital'>,
  filter: AccessFilter,
  nameOf: (member: string, practitioner: string) => string,
): (Disclosure & { patient: string })[] {
  const { member, index } = hospital;
  const { patient, from = 0, until = Number.MAX_SAFE_INTEGER, most = 1_000 } = filter;
  const rows = index
    .prepare(
      'select max(journal) as journal, patient, max(at) as at, min(at) as since, count(*) as n, who, role, interaction, ' +
        `outcome, because, basis, purpose, group_concat(items, char(10)) as items from access where ${
          patient === undefined ? '' : 'patient = ? and '
        }at >= ? and at < ? and who not like 'patient:%' ` +
        `group by patient, who, role, interaction, outcome, because, basis, purpose, at / ${dayMs}, ${onceOnly('access')} ` +
        'order by max(journal) desc limit ?',
    )
    .all(...(patient === undefined ? [] : [patient]), from, until, most);
  return rows.map((found) => {
    const row = rowShape(found, 'access');
    const emergency = emergencyOf(hospital, row);
    return {
      id: `access/${row.journal}`,
      kind: 'access',
      patient: row.patient,
      at: row.at,
      since: row.since,
      count: row.n,
      outcome: row.outcome,
      because: row.because ?? row.basis ?? '',
      who: nameOf(member, row.who),
      practitioner: row.who,
      organisation: member,
      role: row.role,
      interaction: row.interaction,
      purpose: row.purpose,
      basis: row.basis ?? '',
      text: emergency?.text ?? null,
      resources: resourcesIn(row.items),
      tx: null,
      request: null,
      receipt: null,
      review: emergency?.review ?? null,
      delayed: null,
      delayedUntil: null,
    };
  });
}

/** The words and the review of emergency access to the own hospital's chart, which stands in the journal right before its access. */
function emergencyOf(
  hospital: Hospital,
  { interaction, patient, who, journal }: ReturnType<typeof rowShape>,
): Pick<Disclosure, 'review' | 'text'> | undefined {
  if (interaction !== 'break-glass') return undefined;
  const found = hospital.index
    .prepare(
      'select id, note from break_glass where patient = ? and practitioner = ? and journal = ?',
    )
    .get(patient, who, journal - 1);
  if (found === undefined) return undefined;
  const { id, note } = jsonRow(found);
  return { text: textOf(note), review: reviewStateOf(hospital, textOf(id), hospital.clock()) };
}

/** Each record once, as type, id and version. */
function resourcesIn(lists: string | null): Disclosure['resources'] {
  const seen = new Map<string, Disclosure['resources'][number]>();
  for (const list of (lists ?? '').split('\n'))
    for (const item of listOf(list === '' ? '[]' : list)) {
      if (!Array.isArray(item) || seen.size >= mostResources) continue;
      const [type, id, version] = item;
      seen.set(item.join('/'), { type: String(type), id: String(id), version: Number(version) });
    }
  return [...seen.values()];
}
