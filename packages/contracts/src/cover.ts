import type { Offer } from './answer-input.ts';
import type { ConsentDocument, Denial, Grant } from './consent-document.ts';
import type { Because } from './decision.ts';
import type { Request } from './request.ts';

/** What a basis covers, or why it covers nothing. */
export type Cover =
  | {
      readonly covers: (offer: Offer) => boolean;
      readonly because: 'grant' | 'emergency' | 'emergency-rest';
    }
  | { readonly covers: undefined; readonly because: Because };

const SUMMARY = new Set(['identity', 'allergies', 'medications', 'problems']);
const SUMMARY_SENSITIVE = new Set(['allergies', 'medications']);

/** What consent covers for a request at a time; an assisted consent opens nothing that carries a sensitive label (C2, C3, C7). */
export function consentCover(
  document: ConsentDocument,
  request: Request,
  asked: { now: number; assisted: boolean },
): Cover {
  const { now, assisted } = asked;
  const addressed = document.grants.filter(({ to }) => isAddressed(to, request));
  const purposed = addressed.filter(({ purposes }) => purposes.includes(request.purpose));
  const begun = purposed.filter(({ from }) => from <= now);
  const inForce = begun.filter(({ until }) => now < until);
  const denials = document.denials.filter((denial) => isDenying(denial, request, now));
  const asks = asking(request);
  const kinds = inForce.flatMap(({ categories }) =>
    categories.filter((name) => asks(name) && isKind(name)),
  );

  if (addressed.length === 0) return { covers: undefined, because: 'no-grant' };
  if (purposed.length === 0) return { covers: undefined, because: 'purpose' };
  if (begun.length === 0) return { covers: undefined, because: 'grant-not-yet' };
  if (inForce.length === 0) return { covers: undefined, because: 'grant-expired' };
  if (kinds.length === 0) return { covers: undefined, because: 'category' };
  if (kinds.every((kind) => denials.some((denial) => names(denial.categories, kind))))
    return { covers: undefined, because: 'denied' };
  return {
    because: 'grant',
    covers: (offer) =>
      isAsked(offer, asks) &&
      !(assisted && offer.labels.length > 0) &&
      inForce.some((grant) => isGranted(offer, grant)) &&
      !denials.some((denial) => isDenied(offer, denial)),
  };
}

/** What an emergency covers: the summary with sensitive entries among allergies and medicines only, or by a second reason all (C8). */
export function emergencyCover(request: Request): Cover {
  const asks = asking(request);
  const rest = request.basis === 'emergency-rest';
  if (request.reasons.length < (rest ? 2 : 1))
    return { covers: undefined, because: 'reason-missing' };
  return {
    because: rest ? 'emergency-rest' : 'emergency',
    covers: (offer) =>
      isAsked(offer, asks) &&
      (rest ||
        (SUMMARY.has(offer.kind) &&
          (offer.labels.length === 0 || SUMMARY_SENSITIVE.has(offer.kind)))),
  };
}

function isAddressed(to: Grant['to'], request: Request): boolean {
  return (
    to.member === request.requester &&
    (to.practitioner === null || to.practitioner === request.practitioner)
  );
}

function isDenying(denial: Denial, request: Request, now: number): boolean {
  const { member, practitioner } = denial.to;
  return (
    (member === null || member === request.requester) &&
    (practitioner === null || practitioner === request.practitioner) &&
    denial.from <= now &&
    (denial.until === null || now < denial.until)
  );
}

function isGranted(offer: Offer, grant: Grant): boolean {
  return (
    [offer.kind, ...offer.labels].every((name) => grant.categories.includes(name)) &&
    isWithin(offer.date, grant)
  );
}

function isWithin(date: number | null, { dataFrom, dataUntil }: Grant): boolean {
  if (dataFrom === null && dataUntil === null) return true;
  return (
    date !== null &&
    (dataFrom === null || dataFrom <= date) &&
    (dataUntil === null || date < dataUntil)
  );
}

function isDenied(offer: Offer, denial: Denial): boolean {
  return [offer.kind, ...offer.labels].some((name) => names(denial.categories, name));
}

function isAsked(offer: Offer, asks: (name: string) => boolean): boolean {
  return [offer.kind, ...offer.labels].every(asks);
}

function asking(request: Request): (name: string) => boolean {
  return (name) => names(request.categories, name);
}

function names(categories: readonly string[], name: string): boolean {
  return categories.includes('*') || categories.includes(name);
}

function isKind(name: string): boolean {
  return /^[a-z]/.test(name);
}
