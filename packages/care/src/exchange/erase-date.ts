import type { ConsentDocument, Request } from '@careledger/contracts';

/**
 * When (ms) unfiled copies of an answer are to be erased: the earliest erase date to come, or end, of the grants in force to this
 * asker; at once where all dates are over; null for an emergency, which ends by itself (C8.1, C15).
 */
export function eraseDate(document: ConsentDocument, request: Request, now: number): number | null {
  if (request.basis !== 'grant') return null;
  const dates = document.grants
    .filter(
      ({ to, purposes, from, until }) =>
        to.member === request.requester &&
        (to.practitioner === null || to.practitioner === request.practitioner) &&
        purposes.includes(request.purpose) &&
        from <= now &&
        now < until,
    )
    .map(({ eraseAt, until }) => eraseAt ?? until)
    .filter((date) => date > now);
  return dates.length === 0 ? now : Math.min(...dates);
}
