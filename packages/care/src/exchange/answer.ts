import {
  answerNonces,
  decide,
  requestHash,
  sealAnswer,
  type Decidable,
  type Decision,
} from '@careledger/contracts';
import { verifySignature, type Signer } from '@careledger/keys';
import type { Hex } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import type { Consents } from '../consent/consent.ts';
import type { Enrolment } from '../enrol/enrol.ts';
import type { Anchor } from '../writer/anchor.ts';
import { decisionIn } from './anchor-taken.ts';
import { checkBound, checkPath, checkSigned } from './check-asking.ts';
import { openCopyAge } from './copy-age.ts';
import { decidableNow } from './decidable.ts';
import { draftOf, type Draft } from './draft.ts';
import { eraseDate } from './erase-date.ts';
import type { Flood } from './flood.ts';
import type { Answered } from './peers.ts';
import { recordAnswer, type Decided } from './record-answer.ts';
import { referredDirectory, releaseItems } from './release.ts';
import { openTaking } from './taken.ts';
import { nextTick } from './ticks.ts';
import { askingOf, jsonOf, personOf, sealReleased, type Released } from './wire.ts';

/** The custodian's side of a read across hospitals. */
export interface Answering {
  /** Answers a request that came from `member` (as its certificate proves); gives sealed bytes of one form, or an emergency's decision without ledger to sign. */
  answer(member: string, body: unknown): Promise<Answered>;
  /** Takes the second signature under a decision without ledger; gives the sealed bytes. */
  take(member: string, body: unknown): Promise<Buffer>;
}

const lateMs = 5_000;
/** How long an emergency waits for the ledger. */
const emergencyMs = 4_000;
const most = 64;

/** Opens the custodian's side; at most 64 requests are worked on at once. */
export function openAnswering(deps: {
  book: Book;
  consents: Consents;
  enrolment: Enrolment;
  flood: Flood;
  signer: Signer;
}): Answering {
  const { book, flood } = deps;
  const { hospital, view, writer } = book;
  const { clock } = hospital;
  const taking = openTaking({
    book,
    signer: deps.signer,
    copyAge: openCopyAge({ hospital, view }),
  });
  const underWay = new Set<Hex>();

  async function answer(member: string, body: unknown): Promise<Answered> {
    const since = performance.now();
    const asking = askingOf(body);
    const id = requestHash(asking.request, asking.signature);
    checkBound(book, member, { asking, id });
    if (underWay.has(id) || taking.isOpen(id))
      throw new CareError('replay', 'This request was answered already; ask anew.');
    if (underWay.size >= most)
      throw new CareError('throttled', 'The custodian is busy; ask again in a moment.');
    underWay.add(id);
    try {
      await checkPath(book, asking);
      checkSigned(asking);
      const answered = await answeredOf(await draftOf({ asking, id }, deps));
      await nextTick(since);
      return answered;
    } finally {
      underWay.delete(id);
    }
  }

  async function answeredOf(draft: Draft): Promise<Answered> {
    const started = clock();
    const isEmergency = draft.asking.request.basis !== 'grant';
    let asDecided: Decidable | undefined;
    let seenAt: number | undefined;
    const hurry = {
      signal: AbortSignal.timeout(emergencyMs),
      endorsed: (at: number) => {
        seenAt = at;
      },
    };
    let anchor: Anchor;
    try {
      anchor = await writer.answer(
        (incarnation) => {
          const input = draft.input();
          asDecided = decidableNow(book, input, clock());
          const arg = { v: 1, writer: incarnation, id: draft.id };
          return { fn: 'answer', arg, input: jsonOf(input) };
        },
        isEmergency ? hurry : undefined,
      );
    } catch (error) {
      if (!isEmergency || !isAway(error)) throw error;
      const decidable = asDecided ?? decidableNow(book, draft.input(), clock());
      return { offer: await taking.offer(draft, decidable, seenAt ?? clock()) };
    }
    if (!asDecided) throw new CareError('not-ready', 'The answer was not built.');
    const decidable = { ...asDecided, now: anchor.at ?? clock() };
    const decision = await decide(decidable, verifySignature);
    checkCommitted(draft, decision);
    const inTime = clock() - started <= lateMs;
    const isGranted = decision.outcome === 'granted' && inTime;
    const released = isGranted ? decision.released.flatMap((i) => draft.offered[i] ?? []) : [];
    return { sealed: await seal(draft, { decision, decidable, anchor, released, inTime }) };
  }

  /** Nobody decides without the ledger while another copy of this node may be the one in force (E8.3). */
  function isAway(error: unknown): boolean {
    if (!(error instanceof CareError) || !writer.incarnation.mayTake()) return false;
    return error.code === 'unreachable' || error.code === 'not-ready';
  }

  function checkCommitted({ id, nonce }: Draft, decision: Decision): void {
    const committed = decisionIn(view.valueOf(book.name, `a:${id}`)?.value);
    if (committed !== sealAnswer(decision, nonce).commitment)
      throw new CareError(
        'conflict',
        'The ledger holds another decision than this node makes; nothing was released.',
      );
  }

  /** Opens what is released, journals, and seals; the journal stands before a byte leaves. */
  async function seal(draft: Draft, decided: Decided): Promise<Buffer> {
    const candidates = decided.released.flatMap(({ type, id, version }) =>
      draft.offered.filter((o) => o.type === type && o.id === id && o.version === version),
    );
    const items = await releaseItems(hospital.chart, candidates);
    await recordAnswer(draft, decided, { hospital, flood });
    const { to } = draft.asking.request;
    return sealReleased(await releasedOf(draft, decided, items), { to, requestHash: draft.id });
  }

  async function releasedOf(
    { nonce, subject, asking }: Draft,
    { decision, anchor }: Decided,
    items: Released['items'],
  ): Promise<Released> {
    const { open, padding } = answerNonces(nonce);
    const { patient } = subject;
    return {
      v: 1,
      tx: anchor?.tx ?? null,
      block: anchor?.block ?? null,
      answer: jsonOf(sealAnswer(decision, nonce).answer),
      openNonce: open,
      padding,
      items,
      directory: await referredDirectory(hospital.chart, items),
      eraseAt:
        items.length === 0 ? null : eraseDate(subject.document.form, asking.request, clock()),
      person:
        items.length === 0 || patient === null
          ? null
          : personOf(await hospital.chart.compare(patient)),
    };
  }

  return {
    answer,
    async take(member, body) {
      const since = performance.now();
      const { draft, decided } = await taking.take(member, body);
      const sealed = await seal(draft, decided);
      await nextTick(since);
      return sealed;
    },
  };
}
