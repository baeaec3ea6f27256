import { randomBytes } from 'node:crypto';
import {
  answer as answerForm,
  paddedRoot,
  parse,
  requestHash,
  requestMessage,
  type Basis,
  type Request,
} from '@careledger/contracts';
import { samePerson } from '@careledger/fhir';
import { hpkeKeyPair } from '@careledger/keys';
import {
  canonical,
  commitment,
  fromBase64url,
  fromHex,
  leafHash,
  sha256,
  toBase64url,
  toHex,
  utf8,
  verifyInclusion,
  type Hex,
  type Json,
} from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { readCard } from '../enrol/card.ts';
import type { StaffActor } from '../people/actor.ts';
import type { PeerExchange } from './peers.ts';
import type { Receipts } from './receipts.ts';
import { knownCategories } from './categories.ts';
import { nextTick } from './ticks.ts';
import { comparisonOf, jsonOf, openReleased, type Released, type ReleasedItem } from './wire.ts';

/** The words over every answer of another hospital, whatever is in it (C10, C12). */
const mayBeIncomplete =
  'What this hospital can show you here is below. It may be incomplete: an empty list never means that there is nothing.';

/** What a practitioner asks of another hospital. */
export interface Question {
  readonly card: string;
  /** The own patient to compare with before anything is shown (R9). */
  readonly for?: string;
  readonly categories?: readonly string[];
  readonly purpose?: string;
  readonly event?: string;
  readonly emergency?: {
    readonly reasons: readonly string[];
    readonly text: string;
    readonly rest: boolean;
  };
}

/** What he gets: the same words always; a placeholder stands where a commitment did not open (R4). */
export interface Shown {
  readonly available: boolean;
  readonly says: string;
  readonly tx: string;
  readonly resources: readonly Json[];
  /** Reduced directory entries that the resources refer to; absent where there are none. */
  readonly directory?: readonly Json[];
}

/** The requester's side of a read across hospitals. */
export interface AskingOthers {
  ask(actor: StaffActor, question: Question): Promise<Shown>;
}

const staleAttempts = 3;

/** Opens the requester's side. */
export function openAskingOthers(deps: {
  book: Book;
  peers: PeerExchange;
  receipts: Receipts;
}): AskingOthers {
  const { book, peers, receipts } = deps;
  const { hospital, view, leaves } = book;
  const { clock, journal } = hospital;

  async function ask(actor: StaffActor, question: Question): Promise<Shown> {
    const since = performance.now();
    if (actor.role !== 'doctor' && actor.role !== 'nurse')
      throw new CareError('forbidden', 'Doctors and nurses ask other hospitals.');
    const { member, code } = readCard(question.card);
    if (member === hospital.member)
      throw new CareError('invalid', 'This card is of your own hospital; read the chart.');
    if (!view.members.get(member))
      throw new CareError('mistyped', 'No hospital of this name is a member. Nothing was sent.');
    const keys = await hpkeKeyPair();
    const request = await requestOf(actor, question, { member, code, to: keys.publicKey });
    const signature = toBase64url(actor.sign(requestMessage(request)));
    const id = requestHash(request, signature);
    await journal.append({ t: 'asked', at: clock(), id, request: jsonOf(request), signature });
    const sealed = await send(
      member,
      { request, signature, text: question.emergency?.text ?? null },
      actor,
    );
    const released = await openReleased(sealed, { privateKey: keys.privateKey, requestHash: id });
    const shown = await show(released, { id, request, question });
    await nextTick(since);
    return shown;
  }

  async function requestOf(
    actor: StaffActor,
    question: Question,
    to: { member: string; code: string; to: string },
  ): Promise<Request> {
    const { emergency } = question;
    const basis: Basis =
      emergency === undefined ? 'grant' : emergency.rest ? 'emergency-rest' : 'emergency';
    const eventNonce = toHex(randomBytes(32));
    const event = {
      member: hospital.member,
      encounter: question.event ?? `walk-in ${toHex(randomBytes(16))}`,
    };
    await journal.append({
      t: 'event',
      at: clock(),
      event,
      nonce: eventNonce,
      by: actor.handle,
      for: question.for ?? null,
    });
    return {
      v: 1,
      channel: hospital.channel,
      custodian: to.member,
      requester: hospital.member,
      practitioner: actor.handle,
      card: `${to.member}:${to.code}`,
      categories: question.categories?.length ? knownCategories(question.categories) : ['*'],
      purpose: question.purpose ?? (emergency ? 'ETREAT' : 'TREAT'),
      basis,
      reasons: [...(emergency?.reasons ?? [])],
      event: commitment(eventNonce, event),
      to: to.to,
      nonce: toHex(randomBytes(32)),
      at: clock(),
    };
  }

  async function send(
    member: string,
    asking: { request: Request; signature: string; text: string | null },
    actor: StaffActor,
  ): Promise<Uint8Array> {
    for (let attempt = 1; ; attempt += 1) {
      const staff = leaves.staffProof(actor.handle);
      if (!staff)
        throw new CareError(
          'not-ready',
          'Your account is not yet on the ledger; try again in a moment.',
        );
      try {
        return await peers.ask(member, { ...asking, staff, height: view.height });
      } catch (error) {
        const isStale = error instanceof CareError && error.code === 'stale';
        if (!isStale || attempt === staleAttempts) throw error;
      }
    }
  }

  async function show(
    released: Released,
    asked: { id: Hex; request: Request; question: Question },
  ): Promise<Shown> {
    const { id, request, question } = asked;
    await view.reached(released.block, AbortSignal.timeout(5000)).catch(() => {});
    if (!isCommitted(released, id, request.custodian)) {
      await incident({
        what: 'answer-without-commitment',
        custodian: request.custodian,
        request: id,
      });
      await receipts.queue({
        request: id,
        custodian: request.custodian,
        outcome: 'damaged',
        count: 0,
      });
      throw new CareError(
        'invalid',
        'The answer is not the one that the custodian committed to; nothing is shown.',
      );
    }
    await checkPerson(released, asked);
    const resources = await Promise.all(
      released.items.map((item) => shownItem(item, request.custodian)),
    );
    await journal.append({
      t: 'received',
      at: clock(),
      id,
      custodian: request.custodian,
      for: question.for ?? null,
      items: released.items.map(({ type, id: item, version }) => ({ type, id: item, version })),
      opening: { answer: released.answer, nonce: released.openNonce },
      tx: released.tx,
      block: released.block,
    });
    await receipts.queue({
      request: id,
      custodian: request.custodian,
      outcome: 'received',
      count: resources.length,
    });
    return {
      available: resources.length > 0,
      says: mayBeIncomplete,
      tx: released.tx,
      resources,
      ...(released.directory.length > 0 ? { directory: released.directory } : {}),
    };
  }

  /** The answer opens what stands on the ledger under this request, and its root is that of the items. */
  function isCommitted(released: Released, id: Hex, custodian: string): boolean {
    const written = view.valueOf(`book-${custodian}`, `a:${id}`);
    const value: unknown = JSON.parse(written?.value ?? 'null');
    if (typeof value !== 'object' || value === null || !('decision' in value)) return false;
    const opened = parse(answerForm, released.answer);
    const root = paddedRoot(
      released.items.map((item) => statementCommitment(item)),
      released.padding,
    );
    return (
      commitment(released.openNonce, opened) === value.decision &&
      opened.root === root &&
      written?.tx === released.tx
    );
  }

  async function checkPerson(
    released: Released,
    { id, request, question }: { id: Hex; request: Request; question: Question },
  ): Promise<void> {
    if (question.for === undefined || released.person === null) return;
    const mine = await hospital.chart.compare(question.for);
    if (samePerson(comparisonOf(mine), released.person)) return;
    await incident({ what: 'another-person', custodian: request.custodian, request: id });
    await receipts.queue({
      request: id,
      custodian: request.custodian,
      outcome: 'another-person',
      count: 0,
    });
    throw new CareError(
      'wrong-person',
      'Name, birth date or sex are not those of your patient. Nothing is shown or kept; both hospitals are told.',
    );
  }

  async function shownItem(item: ReleasedItem, custodian: string): Promise<Json> {
    const { type, id, version, fullUrl, kind, labels, at } = item;
    const place = { type, id, version, fullUrl, custodian };
    if (isContributed(item, custodian))
      return { ...place, kind, labels: [...labels], at, resource: item.resource };
    await incident({ what: 'commitment-does-not-open', custodian, type, id, version });
    return { ...place, damaged: true };
  }

  /** The commitment opens against a contribution of the custodian in the own copy of the ledger (R4). */
  function isContributed(item: ReleasedItem, custodian: string): boolean {
    const written: unknown = JSON.parse(
      view.valueOf(`book-${custodian}`, `c:${item.act}`)?.value ?? 'null',
    );
    if (typeof written !== 'object' || written === null || !('root' in written)) return false;
    return verifyInclusion({
      leaf: leafHash(fromHex(statementCommitment(item))),
      index: item.leaf,
      size: item.size,
      root: fromHex(String(written.root)),
      path: item.path.map((hash) => fromBase64url(hash)),
    });
  }

  async function incident(facts: Record<string, Json>): Promise<void> {
    await journal.append({ t: 'incident', at: clock(), ...facts });
  }

  return { ask };
}

/** The commitment to a version, computed from what was received. */
function statementCommitment(item: ReleasedItem): Hex {
  const { type, id, version, author, at } = item;
  const content = toHex(sha256(fromHex(item.contentNonce), utf8(canonical(item.resource))));
  return commitment(item.nonce, { type, id, version, author, at, content });
}
