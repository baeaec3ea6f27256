import {
  EMPTY_ROOT,
  isActiveAt,
  keyAt,
  leafHashOf,
  parse,
  staffProof,
} from '@careledger/contracts';
import { verifySignature } from '@careledger/keys';
import { fromBase64url, positionOf, provesLeaf, type Json } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { normalisedCode } from '../enrol/code.ts';
import type { Enrolment } from '../enrol/enrol.ts';
import { jsonOf } from '../exchange/wire.ts';
import { integer, isObject, json, record, text } from '../shape.ts';
import { accessId, accessMessage, accessRequestOf, ANSWERABLE_MS } from './access-request.ts';
import { requestRowOf } from './request-row.ts';

const LIFE_MS = 60_000;
/** Open requests that one practitioner may have at this hospital. */
const MOST_OPEN = 50;
const toldShape = record({ request: json, signature: text, staff: json, height: integer });

/** Takes a request that another member's node brings: the same steps and the same silence whether the card is known or not (C12, C13). */
export async function receiveRequest(
  deps: { book: Book; enrolment: Enrolment },
  member: string,
  body: unknown,
): Promise<void> {
  const { book, enrolment } = deps;
  const { hospital, view } = book;
  const { clock, registry, journal, bulletin, channel } = hospital;
  const told = toldShape(jsonOf(isObject(body) ? body : {}), 'told');
  const request = accessRequestOf(told.request);
  const staff = parse(staffProof, told.staff);
  const { signature } = told;
  if (request.v !== 1 || request.requester !== member)
    throw new CareError('forbidden', 'The certificate is not that of the asking member.');
  if (request.custodian !== hospital.member || request.channel !== channel)
    throw new CareError('forbidden', 'The request is meant for another hospital.');
  if (Math.abs(clock() - request.at) > LIFE_MS)
    throw new CareError('clock', 'The request is more than 60 seconds off; check both clocks.');

  await view.reached(told.height - 1, AbortSignal.timeout(2000)).catch(() => {});
  const { leaf, nonce, path } = staff;
  const root = view.valueOf(`book-${member}`, 'root:staff')?.value ?? EMPTY_ROOT;
  if (!provesLeaf(root, positionOf(leaf.handle), leafHashOf(leaf, nonce), path))
    throw new CareError('stale', 'The proof of the practitioner does not hold; ask again.');
  const spki = keyAt(leaf, request.at);
  const isHis =
    leaf.handle === request.practitioner &&
    (leaf.role === 'doctor' || leaf.role === 'nurse') &&
    isActiveAt(leaf.status, clock()) &&
    spki !== undefined &&
    verifySignature(fromBase64url(spki), accessMessage(request), fromBase64url(signature));
  const isMember = view.members.get(member)?.status === 'active';
  if (!isHis || !isMember)
    throw new CareError(
      'forbidden',
      'No active doctor or nurse of this member signed the request.',
    );

  const id = accessId(request, signature);
  if (registry.get('access-request', id) !== undefined)
    throw new CareError('replay', 'This request has arrived already.');
  demandFew(registry.all('access-request'), request.practitioner, clock());
  const patient = enrolment.byCode(normalisedCode(request.card.split(':').at(-1) ?? '')) ?? null;
  const until = request.at + ANSWERABLE_MS;
  const form = { ...request, card: '' };
  await journal.append({
    t: 'access-requested',
    v: 1,
    at: clock(),
    id,
    patient,
    request: form,
    signature,
    role: leaf.role,
  });
  await registry.put('access-request', id, {
    patient,
    form,
    role: leaf.role,
    until,
    state: 'open',
    decidedAt: null,
    grant: null,
  });
  if (patient !== null)
    bulletin.publish({
      kind: 'request',
      type: 'access-requested',
      patient,
      id,
      to: `patient:${patient}`,
    });
}

function demandFew(rows: Iterable<[string, Json]>, practitioner: string, now: number): void {
  let open = 0;
  for (const [, value] of rows) {
    const { form, until, state } = requestRowOf(value);
    if (form.practitioner === practitioner && state === 'open' && until > now) open += 1;
  }
  if (open >= MOST_OPEN)
    throw new CareError('throttled', 'This practitioner has too many open requests here.');
}
