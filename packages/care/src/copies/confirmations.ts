import { jsonRow, textOf } from '../audit/rows.ts';
import type { Hospital } from '../hospital.ts';

/** What another hospital was told to drop, and whether it said so; times in ms. */
export interface Confirmation {
  readonly at: number;
  readonly member: string;
  readonly because: string;
  readonly state: 'confirmed' | 'waiting';
  /** Answers that were taken back together. */
  readonly answers: number;
  readonly copies: number | null;
  readonly confirmedAt: number | null;
}

/** What was taken back of a patient, newest first (C4.2, C15). */
export function confirmationsOf({ index }: Hospital, patient: string): Confirmation[] {
  return index
    .prepare(
      'select member, because, at, count(*) as answers, count(confirmed) as said, max(confirmed) as confirmed, ' +
        'max(copies) as copies from taken_back where patient = ? group by member, because, at order by at desc limit 500',
    )
    .all(patient)
    .map((found) => {
      const row = jsonRow(found);
      const isConfirmed = row['said'] === row['answers'];
      return {
        at: Number(row['at']),
        member: textOf(row['member']),
        because: textOf(row['because']),
        state: isConfirmed ? 'confirmed' : 'waiting',
        answers: Number(row['answers']),
        copies: isConfirmed ? Number(row['copies']) : null,
        confirmedAt: isConfirmed ? Number(row['confirmed']) : null,
      };
    });
}
