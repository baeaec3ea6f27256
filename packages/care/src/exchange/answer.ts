import { randomBytes } from 'node:crypto';
import {
  answerNonces,
  decide,
  EMPTY_ROOT,
  keyAt,
  leafHashOf,
  requestHash,
  requestMessage,
  sealAnswer,
  type AnswerInput,
  type ConsentBy,
  type Decidable,
  type Decision,
  type Offer,
} from '@careledger/contracts';
import { verifySignature } from '@careledger/keys';
import { positionOf, provesLeaf, toHex, type Hex } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import type { Consents } from '../consent/consent.ts';
import type { Enrolment } from '../enrol/enrol.ts';
import type { Anchor } from '../writer/anchor.ts';
import { decidableNow } from './decidable.ts';
import { referredDirectory, releaseItems } from './release.ts';
import { offerOf, subjectOf, type Subject } from './subject.ts';
import { nextTick } from './ticks.ts';
import {
  askingOf,
  comparisonOf,
  jsonOf,
  sealReleased,
  type Asking,
  type Released,
} from './wire.ts';

/** The custodian's side of a read across hospitals. */
export interface Answering {
  /** Answers a request that came from `member` (as its certificate proves); gives sealed bytes of one form. */
  answer(member: string, body: unknown): Promise<Buffer>;
}

const requestLifeMs = 60_000;
const lateMs = 5_000;
const most = 64;

/** Opens the custodian's side; at most 64 requests are worked on at once. */
export function openAnswering(deps: {
  book: Book;
  consents: Consents;
  enrolment: Enrolment;
}): Answering {
  const { book } = deps;
  const { hospital, view, leaves, writer } = book;
  const { clock, registry } = hospital;
  const underWay = new Set<Hex>();

  async function answer(member: string, body: unknown): Promise<Buffer> {
    const since = performance.now();
    const asking = askingOf(body);
    const id = requestHash(asking.request, asking.signature);
    checkBound(member, asking, id);
    if (underWay.size >= most)
      throw new CareError('throttled', 'The custodian is busy; ask again in a moment.');
    underWay.add(id);
    try {
      await atHeight(asking);
      checkSigned(asking);
      const { released, to } = await decided(asking, id);
      const sealed = await sealReleased(released, { to, requestHash: id });
      await nextTick(since);
      return sealed;
    } finally {
      underWay.delete(id);
    }
  }

  function checkBound(member: string, { request }: Asking, id: Hex): void {
    if (request.requester !== member)
      throw new CareError('forbidden', 'The certificate is not that of the asking member.');
    if (request.custodian !== hospital.member || request.channel !== hospital.channel)
      throw new CareError('forbidden', 'The request is meant for another hospital.');
    if (Math.abs(clock() - request.at) > requestLifeMs)
      throw new CareError(
        'clock',
        'The request is more than 60 seconds off the custodian’s clock; check both clocks.',
      );
    if (underWay.has(id) || view.valueOf(book.name, `a:${id}`))
      throw new CareError('replay', 'This request was answered already; ask anew.');
  }

  /** Waits up to 2 s for the height that the requester names; a path that fails then is stale and no answer. */
  async function atHeight({ request, staff, height }: Asking): Promise<void> {
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

  async function decided(asking: Asking, id: Hex): Promise<{ released: Released; to: string }> {
    const nonce = toHex(randomBytes(32));
    const subject = subjectOf(asking.request.card, deps);
    const all = subject.candidates.map(offerOf);
    const first = await decide(
      decidableNow(book, inputOf(asking, subject, all, nonce), clock()),
      verifySignature,
    );
    const offered = first.released.flatMap((index) => subject.candidates[index] ?? []);
    const offers = offered.map(offerOf);

    const started = clock();
    let sent: AnswerInput | undefined;
    let asDecided: Decidable | undefined;
    const anchor = await writer.answer((incarnation) => {
      sent = inputOf(asking, subject, offers, nonce);
      asDecided = decidableNow(book, sent, clock());
      return { fn: 'answer', arg: { v: 1, writer: incarnation, id }, input: jsonOf(sent) };
    });
    if (!sent || !asDecided) throw new CareError('not-ready', 'The answer was not built.');
    const decision = await decide({ ...asDecided, now: anchor.at ?? clock() }, verifySignature);
    checkCommitted(id, decision, nonce);
    const inTime = clock() - started <= lateMs;
    const granted = decision.outcome === 'granted' && inTime;
    const items = granted
      ? await releaseItems(
          hospital.chart,
          decision.released.flatMap((i) => offered[i] ?? []),
        )
      : [];
    await keep(asking, id, {
      decision,
      nonce,
      anchor,
      patient: subject.patient,
      items: items.map(({ type, id: item, version }) => ({ type, id: item, version })),
      inTime,
    });
    return {
      released: await releasedOf(decision, nonce, anchor, items, subject.patient),
      to: asking.request.to,
    };
  }

  function inputOf(
    asking: Asking,
    subject: Subject,
    offered: readonly Offer[],
    nonce: Hex,
  ): AnswerInput {
    const { leaf } = subject;
    const path = view.map('patients').prove(positionOf(leaf.handle));
    return {
      v: 1,
      request: asking.request,
      signature: asking.signature,
      staff: asking.staff,
      known: subject.known,
      patient: { leaf, nonce: subject.nonce, path },
      document: subject.document,
      consentBy: freshWitnesses(subject.by),
      stopPath: view.stops(hospital.member).prove(positionOf(leaf.head.stop)),
      offered,
      nonce,
    };
  }

  /** The paths of two who signed for a patient are those of today. */
  function freshWitnesses(by: ConsentBy): ConsentBy {
    if (by.kind !== 'assisted') return by;
    return {
      ...by,
      signers: by.signers.map((s) => ({
        ...s,
        staff: leaves.staffProof(s.staff.leaf.handle) ?? s.staff,
      })),
    };
  }

  function checkCommitted(id: Hex, decision: Decision, nonce: Hex): void {
    const committed = view.valueOf(book.name, `a:${id}`)?.value ?? '{}';
    const value: unknown = JSON.parse(committed);
    const expected = sealAnswer(decision, nonce).commitment;
    if (
      typeof value !== 'object' ||
      value === null ||
      !('decision' in value) ||
      value.decision !== expected
    )
      throw new CareError(
        'conflict',
        'The ledger holds another decision than this node makes; nothing was released.',
      );
  }

  async function keep(
    { request, text }: Asking,
    id: Hex,
    kept: {
      decision: Decision;
      nonce: Hex;
      anchor: Anchor;
      patient: string | null;
      items: { type: string; id: string; version: number }[];
      inTime: boolean;
    },
  ): Promise<void> {
    const { decision, nonce, anchor, patient, items, inTime } = kept;
    await hospital.journal.append({
      t: 'answer',
      at: clock(),
      id,
      patient,
      request: jsonOf({ ...request, card: '' }),
      text,
      decision: jsonOf(decision),
      nonce,
      released: items,
      inTime,
      tx: anchor.tx,
      block: anchor.block,
    });
    if (patient !== null && request.basis !== 'grant')
      await registry.put('notice', id, {
        at: clock(),
        kind: 'break-glass',
        patient,
        request: id,
        seen: false,
      });
  }

  async function releasedOf(
    decision: Decision,
    nonce: Hex,
    anchor: Anchor,
    items: Released['items'],
    patient: string | null,
  ): Promise<Released> {
    const { open, padding } = answerNonces(nonce);
    return {
      v: 1,
      tx: anchor.tx,
      block: anchor.block,
      answer: jsonOf(sealAnswer(decision, nonce).answer),
      openNonce: open,
      padding,
      items,
      directory: await referredDirectory(hospital.chart, items),
      person:
        items.length === 0 || patient === null
          ? null
          : comparisonOf(await hospital.chart.compare(patient)),
    };
  }

  return { answer };
}

/** What its practitioner did not sign is nobody's request: an error that depends on the requester alone, and no answer (D5). */
function checkSigned({ request, signature, staff }: Asking): void {
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
