import type { Request } from '@careledger/contracts';
import type { Hex } from '@careledger/proof';
import type { Delay } from '../exchange/wire.ts';
import type { Entry } from '../journal/entry.ts';

/** A break-glass is reviewed within 7 days (C8.3). */
const REVIEW_WITHIN_MS = 7 * 86_400_000;

/** What both hospitals journal of a break-glass: the patient and the privacy officer are told by it (C8.2). */
export function breakGlassEntry(told: {
  at: number;
  id: Hex;
  side: 'custodian' | 'requester';
  patient: string | null;
  request: Pick<Request, 'basis' | 'custodian' | 'practitioner' | 'reasons' | 'requester'>;
  text: string | null;
  delay: Delay | null;
  outcome: string;
}): Entry {
  const { at, request, delay, ...rest } = told;
  const { custodian, requester, practitioner, basis, reasons } = request;
  return {
    t: 'break-glass',
    at,
    ...rest,
    custodian,
    organisation: requester,
    practitioner,
    basis,
    reasons: [...reasons],
    delay: delay === null ? null : { ...delay },
    due: at + REVIEW_WITHIN_MS,
  };
}
