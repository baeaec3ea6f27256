import { jsonRow, textOf } from '../audit/rows.ts';
import type { Hospital } from '../hospital.ts';

/** What another hospital was told to drop, and whether it said so; times in ms. */
export interface Confirmation {
  readonly at: number;
  readonly member: string;
  /** The grant that ended; empty where all of them were stopped. */
  readonly grant: string;
  readonly because: string;
  readonly state: 'confirmed' | 'waiting';
  /** Answers that were taken back together. */
  readonly answers: number;
  /** What was dropped; while nothing is confirmed, the answers that may have been kept. */
  readonly copies: number;
  readonly confirmedAt: number | null;
}

/** What was taken back of a patient, newest first (C4.2, C15). */
export function confirmationsOf({ index }: Hospital, patient: string): Confirmation[] {
  return index
    .prepare(
      'select member, grant_id, because, at, count(*) as answers, count(confirmed) as said, max(confirmed) as confirmed, ' +
        'max(copies) as copies from taken_back where patient = ? group by member, grant_id, because, at order by at desc limit 500',
    )
    .all(patient)
    .map((found) => {
      const row = jsonRow(found);
      const isConfirmed = row['said'] === row['answers'];
      return {
        at: Number(row['at']),
        member: textOf(row['member']),
        grant: textOf(row['grant_id']),
        because: textOf(row['because']),
        state: isConfirmed ? 'confirmed' : 'waiting',
        answers: Number(row['answers']),
        copies: Number(isConfirmed ? row['copies'] : row['answers']),
        confirmedAt: isConfirmed ? Number(row['confirmed']) : null,
      };
    });
}
