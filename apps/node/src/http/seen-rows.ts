import { createFace, type Disclosure, type Notice, type Review } from '@careledger/care';
import type { Practice } from '../practice.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** A line of who saw what, with its times as texts. */
export function disclosureRow<T extends Disclosure>(row: T) {
  return { ...row, at: iso(row.at), since: iso(row.since) };
}

/** A review with names in place of handles. */
export async function reviewRow({ hospital, directory }: Practice, row: Review) {
  const { practitioner, review, delayedUntil, ...rest } = row;
  return {
    ...rest,
    at: iso(row.at),
    due: iso(row.due),
    who: directory.nameOf(row.organisation, practitioner),
    patientName: await patientName(hospital, row.patient),
    delayedUntil: delayedUntil === null ? null : iso(delayedUntil),
    review: review && {
      ...review,
      at: iso(review.at),
      by: directory.nameOf(hospital.member, review.by),
    },
  };
}

/** A notice with the name of whom it is about. */
export function noticeRow({ directory }: Practice, { practitioner, ...row }: Notice) {
  return { ...row, at: iso(row.at), who: directory.nameOf(row.organisation, practitioner) };
}

/** The name of a patient as an office reads it; null for nobody. */
export async function patientName(
  hospital: Practice['hospital'],
  patient: string | null,
): Promise<string | null> {
  return patient === null ? null : (await createFace(hospital)(patient)).name;
}
