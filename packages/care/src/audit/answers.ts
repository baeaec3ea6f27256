import type { Hospital } from '../hospital.ts';
import { reviewStateOf } from '../emergency/reviews.ts';
import type { Disclosure } from './disclosure.ts';
import { jsonRow, listOf, textOf, textOrNull, type Row } from './rows.ts';

/** What of the answers is wanted; times in ms. */
export interface AnswerFilter {
  readonly patient?: string;
  readonly from?: number;
  readonly until?: number;
  /** Leaves out what the patient is told only later (C8.2), as of this time. */
  readonly toldBy?: number;
  readonly most?: number;
}

/** Every release and refusal to other hospitals that was recorded one by one, newest first. */
export function answersOf(
  hospital: Hospital,
  filter: AnswerFilter,
  nameOf: (member: string, practitioner: string) => string,
): (Disclosure & { patient: string | null })[] {
  const { patient, from = 0, until = Number.MAX_SAFE_INTEGER, toldBy, most = 1_000 } = filter;
  const rows = hospital.index
    .prepare(
      'select a.*, r.outcome as receipt from answer a left join receipt_taken r on r.id = a.id where a.flood is null ' +
        `${patient === undefined ? '' : 'and a.patient = ? '}and a.at >= ? and a.at < ? ` +
        'and (a.delay_until is null or a.delay_until <= ?) order by a.journal desc limit ?',
    )
    .all(
      ...(patient === undefined ? [] : [patient]),
      from,
      until,
      toldBy ?? Number.MAX_SAFE_INTEGER,
      most,
    );
  const now = hospital.clock();
  return rows.map((row) => answerOf(hospital, jsonRow(row), { nameOf, now }));
}

function answerOf(
  hospital: Hospital,
  row: Row,
  { nameOf, now }: { nameOf: (member: string, practitioner: string) => string; now: number },
): Disclosure & { patient: string | null } {
  const at = Number(row['at']);
  const basis = textOf(row['basis']);
  const id = textOf(row['id']);
  const delay = row['delay_until'];
  return {
    id,
    kind: 'answer',
    patient: textOrNull(row['patient']),
    at,
    since: at,
    count: 1,
    outcome: textOf(row['outcome']),
    because: textOf(row['because']),
    who: nameOf(textOf(row['organisation']), textOf(row['practitioner'])),
    practitioner: textOf(row['practitioner']),
    organisation: textOf(row['organisation']),
    role: null,
    interaction: null,
    purpose: textOf(row['purpose']),
    basis,
    text: textOrNull(row['note']),
    resources: listOf(row['released']).flatMap((item) => {
      const { type, id: record, version } = jsonRow(item);
      return [{ type: textOf(type), id: textOf(record), version: Number(version) }];
    }),
    tx: textOrNull(row['tx']),
    request: id,
    receipt: textOrNull(row['receipt']),
    review: basis === 'grant' ? null : reviewStateOf(hospital, id, now),
    delayed: textOrNull(row['delay_reason']),
    delayedUntil: typeof delay === 'number' ? delay : null,
  };
}
