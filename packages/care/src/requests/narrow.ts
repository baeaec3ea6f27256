import { CareError } from '../care-error.ts';
import type { Wish } from '../consent/drawing.ts';
import type { Language } from '../consent/phrases.ts';
import { knownCategories } from '../exchange/categories.ts';
import type { AccessRequest } from './access-request.ts';

/** What the patient leaves of a request; what is absent stays as it was asked. */
export interface Narrowed {
  /** In which language the consent is read and signed. */
  readonly language: Language;
  readonly categories?: readonly string[];
  readonly dataFrom?: number;
  readonly dataUntil?: number;
  readonly days?: number;
  readonly eraseDays?: number;
}

const DAY_MS = 86_400_000;

/** The grant that a request becomes: as asked or narrower in any part, never wider (C13); throws `invalid`. */
export function narrowedWish(
  asked: AccessRequest,
  by: Narrowed,
  to: { name: string; now: number },
): Wish {
  const categories =
    by.categories === undefined ? asked.categories : knownCategories(by.categories);
  const days = by.days ?? asked.days;
  const eraseDays = by.eraseDays ?? asked.eraseDays ?? undefined;
  const dataFrom = by.dataFrom ?? asked.dataFrom ?? undefined;
  const dataUntil = by.dataUntil ?? asked.dataUntil ?? undefined;
  const isNarrower =
    categories.length > 0 &&
    categories.every((each) => asked.categories.includes(each)) &&
    days <= asked.days &&
    (asked.eraseDays === null || (eraseDays ?? 0) <= asked.eraseDays) &&
    (asked.dataFrom === null || (dataFrom ?? 0) >= asked.dataFrom) &&
    (asked.dataUntil === null || (dataUntil ?? Infinity) <= asked.dataUntil);
  if (!isNarrower)
    throw new CareError(
      'invalid',
      'A request is answered as it was asked or narrower; to permit more, give access yourself.',
    );
  if (dataFrom !== undefined && dataUntil !== undefined && dataUntil <= dataFrom)
    throw new CareError('invalid', 'The days of the records end before they begin.');
  return {
    to: { member: asked.requester, practitioner: asked.practitioner, name: to.name },
    categories,
    purpose: asked.purpose,
    days,
    ...(dataFrom === undefined ? {} : { dataFrom }),
    ...(dataUntil === undefined ? {} : { dataUntil }),
    ...(eraseDays === undefined ? {} : { eraseAt: to.now + eraseDays * DAY_MS }),
  };
}
