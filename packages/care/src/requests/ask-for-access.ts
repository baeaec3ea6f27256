import { randomBytes } from 'node:crypto';
import { commitment, toBase64url, toHex, type Json } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { readCard } from '../enrol/card.ts';
import { knownCategories } from '../exchange/categories.ts';
import type { PeerExchange } from '../exchange/peers.ts';
import type { StaffActor } from '../people/actor.ts';
import { json, nullable, record, text, integer } from '../shape.ts';
import { demandTreats } from '../team/team.ts';
import {
  accessId,
  accessMessage,
  accessRequestOf,
  ANSWERABLE_MS,
  type AccessRequest,
} from './access-request.ts';

/** What a practitioner wishes to be permitted; days as ms of their beginning. */
export interface AccessWish {
  readonly card: string;
  readonly for?: string;
  readonly event?: string;
  readonly categories: readonly string[];
  readonly dataFrom?: number;
  readonly dataUntil?: number;
  readonly purpose?: string;
  readonly days: number;
  readonly eraseDays?: number;
  readonly text?: string;
}

/** A request as its asker sees it: open until it is granted or its time is over, whatever else became of it (C13). */
export interface Asked {
  readonly request: string;
  readonly state: 'ended' | 'open';
  readonly at: number;
  readonly until: number;
  readonly for: string | null;
  readonly form: AccessRequest;
}

/** The asker's side of requests for access. */
export interface AskingForAccess {
  request(actor: StaffActor, wish: AccessWish): Promise<Asked>;
  /** What this practitioner asked for, newest first. */
  asked(actor: StaffActor): Asked[];
  /** The custodian says that a request was granted; from then on it is ended. */
  ended(custodian: string, id: string): Promise<void>;
}

const rowShape = record({
  form: json,
  signature: text,
  by: text,
  for: nullable(text),
  until: integer,
  endedAt: nullable(integer),
});
const kind = 'access-asked';

/** Opens the asker's side. */
export function openAskingForAccess(deps: { book: Book; peers: PeerExchange }): AskingForAccess {
  const { book, peers } = deps;
  const { hospital, view, leaves } = book;
  const { registry, journal, clock, chart, bulletin, member, channel } = hospital;

  const read = (id: string, value: Json): Asked & { by: string; custodian: string } => {
    const row = rowShape(value, kind);
    const form = accessRequestOf(row.form);
    const isOver = row.endedAt !== null || row.until <= clock();
    return {
      request: id,
      state: isOver ? 'ended' : 'open',
      at: form.at,
      until: row.until,
      for: row.for,
      form,
      by: row.by,
      custodian: form.custodian,
    };
  };
  const asked = (actor: StaffActor): Asked[] =>
    [...registry.all(kind)]
      .map(([id, value]) => read(id, value))
      .filter(({ by }) => by === actor.handle)
      .map(({ by: _by, custodian: _custodian, ...shown }) => shown)
      .toSorted((a, b) => b.at - a.at);

  /** The event at this hospital for which the practitioner asks (C14). */
  function eventOf(wish: AccessWish): {
    name: string;
    kind: AccessRequest['eventKind'];
    at: number | null;
  } {
    if (wish.event === undefined)
      return { name: `walk-in ${toHex(randomBytes(16))}`, kind: null, at: null };
    const [type = '', id] = wish.event.split('/');
    const place = id === undefined ? chart.locate(type) : { type, id };
    const found = place && chart.opening(place);
    const eventKind = (['Appointment', 'Encounter', 'ServiceRequest'] as const).find(
      (each) => each === place?.type,
    );
    if (!found || !eventKind || (wish.for !== undefined && found.patient !== wish.for))
      throw new CareError(
        'invalid',
        'Name an encounter, appointment or referral of your own patient as the event. Nothing was sent.',
      );
    const at = Date.parse(found.date ?? '');
    return { name: `${eventKind}/${found.id}`, kind: eventKind, at: Number.isNaN(at) ? null : at };
  }

  async function drawn(actor: StaffActor, wish: AccessWish): Promise<AccessRequest> {
    const card = readCard(wish.card);
    if (card.member === member)
      throw new CareError('invalid', 'This card is of your own hospital; read the chart.');
    if (!view.members.get(card.member))
      throw new CareError('mistyped', 'No hospital of this name is a member. Nothing was sent.');
    const { dataFrom = null, dataUntil = null } = wish;
    if (dataFrom !== null && dataUntil !== null && dataUntil <= dataFrom)
      throw new CareError('invalid', 'The days of the records end before they begin.');
    const { name, kind: eventKind, at: eventAt } = eventOf(wish);
    const event = { member, encounter: name };
    const nonce = toHex(randomBytes(32));
    const at = clock();
    const opening = { t: 'event', at, event, nonce, by: actor.handle, for: wish.for ?? null };
    await journal.append(opening);
    return {
      v: 1,
      channel,
      custodian: card.member,
      requester: member,
      practitioner: actor.handle,
      card: `${card.member}:${card.code}`,
      categories: knownCategories(wish.categories),
      dataFrom,
      dataUntil,
      purpose: wish.purpose ?? 'TREAT',
      days: wish.days,
      eraseDays: wish.eraseDays ?? null,
      event: commitment(nonce, event),
      eventKind,
      eventAt,
      text: wish.text ?? null,
      nonce: toHex(randomBytes(32)),
      at,
    };
  }

  return {
    asked,
    request: async (actor, wish) => {
      demandTreats(actor);
      const form = await drawn(actor, wish);
      // One at a time for a card, granted ones aside: denied and not yet seen are refused alike.
      if (asked(actor).some((each) => each.state === 'open' && each.form.card === form.card))
        throw new CareError('conflict', 'A request of yours for this card is not answered yet.');
      const staff = leaves.staffProof(actor.handle);
      if (!staff)
        throw new CareError(
          'not-ready',
          'Your account is not yet on the ledger; try again in a moment.',
        );
      const signature = toBase64url(actor.sign(accessMessage(form)));
      const request = accessId(form, signature);
      const told = { what: 'access-request', request: form, signature, staff, height: view.height };
      await peers.tell(form.custodian, told);
      const until = form.at + ANSWERABLE_MS;
      const patient = wish.for ?? null;
      const row = { form: { ...form }, signature, by: actor.handle, for: patient, until };
      await journal.append({ t: 'access-asked', at: clock(), id: request, ...row, patient });
      await registry.put(kind, request, { ...row, endedAt: null });
      return { request, state: 'open', at: form.at, until, for: patient, form };
    },
    ended: async (custodian, id) => {
      const value = registry.get(kind, id);
      if (value === undefined) return;
      const found = read(id, value);
      if (found.custodian !== custodian || found.state === 'ended') return;
      await registry.put(kind, id, { ...rowShape(value, kind), endedAt: clock() });
      const to = hospital.people.byHandle(found.by)?.user;
      bulletin.publish({ kind: 'request', id, ...(to === undefined ? {} : { to }) });
    },
  };
}
