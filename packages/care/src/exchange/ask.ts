import { randomBytes } from 'node:crypto';
import { requestHash, requestMessage, type Basis, type Request } from '@careledger/contracts';
import { hpkeKeyPair, type Signer } from '@careledger/keys';
import { commitment, toBase64url, toHex, type Json } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { breakGlassEntry } from '../emergency/break-glass-entry.ts';
import type { Copies } from '../copies/copies.ts';
import { readCard } from '../enrol/card.ts';
import type { StaffActor } from '../people/actor.ts';
import type { Brake } from './brake.ts';
import { knownCategories } from './categories.ts';
import { personCard } from './demographics.ts';
import type { Answered, PeerExchange } from './peers.ts';
import type { Receipts } from './receipts.ts';
import { openShowing } from './show.ts';
import { openSigningTaken } from './sign-taken.ts';
import { nextTick } from './ticks.ts';
import { jsonOf, openReleased, type Delay, type Demographics } from './wire.ts';

/** The words over every answer of another hospital, whatever is in it (C10, C12). */
const mayBeIncomplete =
  'What this hospital can show you here is below. It may be incomplete: an empty list never means that there is nothing.';

/** How long an emergency access stays open (C8.1). */
const emergencyLifeMs = 4 * 3_600_000;

/** What a practitioner asks of another hospital, by card or, in an emergency, by who somebody is. */
export interface Question {
  readonly card: string | { readonly member: string; readonly person: Demographics };
  /** The own patient to compare with before anything is shown (R9). */
  readonly for?: string;
  readonly categories?: readonly string[];
  readonly purpose?: string;
  readonly event?: string;
  readonly emergency?: {
    readonly reasons: readonly string[];
    readonly text: string;
    readonly rest: boolean;
    readonly delay?: Delay;
  };
}

/** What he gets: the same words always; a placeholder stands where a commitment did not open (R4). */
export interface Shown {
  readonly available: boolean;
  readonly says: string;
  /** Null in an emergency without ledger, until it is anchored. */
  readonly tx: string | null;
  readonly resources: readonly Json[];
  /** Reduced directory entries that the resources refer to; absent where there are none. */
  readonly directory?: readonly Json[];
  /** The question's id, for filing and proofs. */
  readonly request: string;
  /** Until when (ms) the answer stays open; null where nothing was said. */
  readonly until: number | null;
}

/** The requester's side of a read across hospitals. */
export interface AskingOthers {
  ask(actor: StaffActor, question: Question): Promise<Shown>;
}

const staleAttempts = 3;

/** Opens the requester's side; `signer` is the key that governance names for its node. */
export function openAskingOthers(deps: {
  book: Book;
  peers: PeerExchange;
  receipts: Receipts;
  brake: Brake;
  copies: Copies;
  signer: Signer;
}): AskingOthers {
  const { book, peers, receipts, brake, copies } = deps;
  const { hospital, view, leaves } = book;
  const { clock, journal } = hospital;
  const show = openShowing(deps);
  const signingTaken = openSigningTaken(deps);

  async function ask(actor: StaffActor, question: Question): Promise<Shown> {
    const since = performance.now();
    if (actor.role !== 'doctor' && actor.role !== 'nurse')
      throw new CareError('forbidden', 'Doctors and nurses ask other hospitals.');
    const keys = await hpkeKeyPair();
    const { emergency } = question;
    const to = addressOf(question);
    const request = await requestOf(actor, question, { ...to, to: keys.publicKey });
    const { custodian } = request;
    const signature = toBase64url(actor.sign(requestMessage(request)));
    const id = requestHash(request, signature);
    const { text, delay = null } = emergency ?? { text: null };
    const forPatient = question.for ?? null;
    const at = clock();
    const asked = {
      t: 'asked',
      at,
      id,
      for: forPatient,
      eventless: !emergency && question.event === undefined,
      request: jsonOf(request),
      signature,
    };
    const told = { id, side: 'requester', patient: forPatient, outcome: 'asked' } as const;
    await journal.appendAll(
      emergency ? [asked, breakGlassEntry({ at, request, text, delay, ...told })] : [asked],
    );
    const answered = await send(
      custodian,
      { request, signature, text, delay, person: to.person },
      actor,
    );
    const taken = 'offer' in answered ? answered.offer : undefined;
    if (taken && !emergency)
      throw new CareError('invalid', 'Without the ledger there are emergencies only.');
    const sealed =
      'offer' in answered
        ? await signingTaken.fetch({ id, custodian, offer: answered.offer })
        : answered.sealed;
    const released = await openReleased(sealed, { privateKey: keys.privateKey, requestHash: id });
    const came = { id, request, for: forPatient, released, taken };
    const resources = await show(came);
    const { tx, block } = released;
    const until = emergency ? at + emergencyLifeMs : released.eraseAt;
    await journal.append({
      t: 'received',
      at: clock(),
      id,
      custodian,
      for: forPatient,
      items: released.items.map(({ type, id: item, version }) => ({ type, id: item, version })),
      opening: { answer: released.answer, nonce: released.openNonce },
      tx,
      block,
    });
    if (tx === null) await signingTaken.await(came);
    if (resources.length > 0)
      await copies.keep(
        {
          request: id,
          custodian,
          by: actor.handle,
          for: forPatient,
          at,
          eraseAt: until,
          basis: request.basis,
        },
        resources,
      );
    await receipts.queue({ request: id, custodian, outcome: 'received', count: resources.length });
    await nextTick(since);
    // What was taken back until now is not shown either: the answer is as one in which there is nothing.
    const isOver = copies.isTakenBack(custodian, id);
    const directory = isOver ? [] : released.directory;
    return {
      available: !isOver && resources.length > 0,
      says: mayBeIncomplete,
      tx,
      resources: isOver ? [] : resources,
      ...(directory.length > 0 ? { directory } : {}),
      request: id,
      until: isOver ? null : until,
    };
  }

  /** Where the request goes, and in place of a card a commitment to the person; a mistyped card ends here. */
  function addressOf({ card, emergency }: Question) {
    const nonce = toHex(randomBytes(32));
    const { member, ...whom } = typeof card === 'string' ? readCard(card) : card;
    if (member === hospital.member)
      throw new CareError('invalid', 'This card is of your own hospital; read the chart.');
    if (!view.members.get(member))
      throw new CareError('mistyped', 'No hospital of this name is a member. Nothing was sent.');
    if ('code' in whom) return { member, card: `${member}:${whom.code}`, person: null, nonce };
    if (!emergency) throw new CareError('invalid', 'Without a card there are emergencies only.');
    const { person } = whom;
    return { member, card: personCard(member, person, nonce), person, nonce };
  }

  async function requestOf(
    actor: StaffActor,
    question: Question,
    given: { member: string; card: string; nonce: string; to: string },
  ): Promise<Request> {
    const { emergency } = question;
    const { member: custodian, card, nonce, to } = given;
    const basis: Basis =
      emergency === undefined ? 'grant' : emergency.rest ? 'emergency-rest' : 'emergency';
    const eventNonce = toHex(randomBytes(32));
    const named = await brake.eventOf(actor, { custodian, card, event: question.event, basis });
    const event = {
      member: hospital.member,
      encounter: named ?? `walk-in ${toHex(randomBytes(16))}`,
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
      custodian,
      requester: hospital.member,
      practitioner: actor.handle,
      card,
      categories: question.categories?.length ? knownCategories(question.categories) : ['*'],
      purpose: question.purpose ?? (emergency ? 'ETREAT' : 'TREAT'),
      basis,
      reasons: [...(emergency?.reasons ?? [])],
      event: commitment(eventNonce, event),
      to,
      nonce,
      at: clock(),
    };
  }

  async function send(
    member: string,
    asking: {
      request: Request;
      signature: string;
      text: string | null;
      delay: Delay | null;
      person: Demographics | null;
    },
    actor: StaffActor,
  ): Promise<Answered> {
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

  return { ask };
}
