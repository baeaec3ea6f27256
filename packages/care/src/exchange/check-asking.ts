import { EMPTY_ROOT, keyAt, leafHashOf, requestMessage } from '@careledger/contracts';
import { verifySignature } from '@careledger/keys';
import { positionOf, provesLeaf, type Hex } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import type { Asking } from './wire.ts';

const requestLifeMs = 60_000;

/** Demands that the request came from its requester, is for this hospital, in time and new (D5); throws CareError. */
export function checkBound(book: Book, member: string, asked: { asking: Asking; id: Hex }): void {
  const { hospital, view } = book;
  const { request } = asked.asking;
  if (request.requester !== member)
    throw new CareError('forbidden', 'The certificate is not that of the asking member.');
  if (request.custodian !== hospital.member || request.channel !== hospital.channel)
    throw new CareError('forbidden', 'The request is meant for another hospital.');
  if (Math.abs(hospital.clock() - request.at) > requestLifeMs)
    throw new CareError(
      'clock',
      'The request is more than 60 seconds off the custodian’s clock; check both clocks.',
    );
  if (view.valueOf(book.name, `a:${asked.id}`) || hospital.registry.get('taken', asked.id))
    throw new CareError('replay', 'This request was answered already; ask anew.');
}

/** Waits up to 2 s for the height that the requester names; a path that fails then is stale and no answer. */
export async function checkPath({ view }: Book, { request, staff, height }: Asking): Promise<void> {
  await view.reached(height - 1, AbortSignal.timeout(2000)).catch(() => {});
  const root = view.valueOf(`book-${request.requester}`, 'root:staff')?.value ?? EMPTY_ROOT;
  if (
    !provesLeaf(
      root,
      positionOf(staff.leaf.handle),
      leafHashOf(staff.leaf, staff.nonce),
      staff.path,
    )
  )
    throw new CareError(
      'stale',
      'The proof of the practitioner does not hold on the custodian’s copy of the ledger; ask again.',
    );
}

/** What its practitioner did not sign is nobody's request: an error that depends on the requester alone, and no answer (D5). */
export function checkSigned({ request, signature, staff }: Asking): void {
  const key = keyAt(staff.leaf, request.at);
  const isHis =
    staff.leaf.handle === request.practitioner &&
    key !== undefined &&
    verifySignature(
      Buffer.from(key, 'base64url'),
      requestMessage(request),
      Buffer.from(signature, 'base64url'),
    );
  if (!isHis)
    throw new CareError(
      'forbidden',
      'The practitioner whom the request names did not sign it; sign in again and ask anew.',
    );
}
