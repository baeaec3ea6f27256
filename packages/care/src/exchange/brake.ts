import type { Basis } from '@careledger/contracts';
import { toHex, type Hex } from '@careledger/proof';
import { randomBytes } from 'node:crypto';
import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import { integer, record, text } from '../shape.ts';
import type { StaffActor } from '../people/actor.ts';
import type { Tellings } from './tellings.ts';

/** The window, and how long a stop lasts, in ms. */
const EVENTLESS_WINDOW_MS = 3_600_000;

/** Stops whoever asks about many patients without events; an emergency is never stopped. */
export interface Brake {
  /** The event that a question names, checked against the own chart; undefined where it names none. Throws `throttled` while stopped. */
  eventOf(
    actor: StaffActor,
    asked: { custodian: string; card: string; event: string | undefined; basis: Basis },
  ): Promise<string | undefined>;
}

const kind = 'asking-stopped';
const stopShape = record({ until: integer });
const askedShape = record({ at: integer, card: text, custodian: text });
const eventTypes = new Set(['Encounter', 'Appointment', 'ServiceRequest']);

/** Opens the brake of a hospital's own practitioners. */
export function openBrake(deps: {
  hospital: Hospital;
  tellings: Tellings;
  /** Different patients that one practitioner may ask about within the window without naming an event (C14). */
  eventlessPatients: number;
}): Brake {
  const { hospital, tellings, eventlessPatients } = deps;
  const { registry, clock, journal, chart, index, member } = hospital;
  // Questions that were let through and are not yet in the index.
  const underWay = new Map<Hex, { at: number; card: string; custodian: string }[]>();

  function recent(practitioner: Hex) {
    const since = clock() - EVENTLESS_WINDOW_MS;
    const noted = (underWay.get(practitioner) ?? []).filter(({ at }) => at > since);
    underWay.set(practitioner, noted);
    const rows = index
      .prepare(
        'select at, card, custodian from asked where practitioner = ? and eventless = 1 and at > ?',
      )
      .all(practitioner, since)
      .map((row) => askedShape(row, 'asked'));
    return [...rows, ...noted];
  }

  async function stop(practitioner: Hex, asked: readonly { card: string; custodian: string }[]) {
    const at = clock();
    const until = at + EVENTLESS_WINDOW_MS;
    const count = new Set(asked.map(({ card }) => card)).size;
    const custodians = [...new Set(asked.map(({ custodian }) => custodian))].toSorted();
    const id = toHex(randomBytes(32));
    const told = { what: kind, id, practitioner, count, until };
    await journal.append({ t: kind, at, ...told, member, custodians });
    await registry.put(kind, practitioner, { until });
    for (const custodian of custodians) await tellings.queue(custodian, told);
  }

  function demandNotStopped(practitioner: Hex): void {
    const row = registry.get(kind, practitioner);
    const left = row === undefined ? 0 : stopShape(row, kind).until - clock();
    if (left <= 0) return;
    throw new CareError(
      'throttled',
      'You asked about many patients without naming an event. Asking is stopped for an hour; the privacy officers of both hospitals are told. Emergency access works.',
      { waitMs: left },
    );
  }

  function eventHere(given: string): string {
    const [type = '', id] = given.split('/');
    const place = id === undefined ? chart.locate(type) : { type, id };
    if (place === undefined || !eventTypes.has(place.type) || !chart.info(place))
      throw new CareError(
        'invalid',
        'Name an encounter, appointment or referral of your own hospital as the event. Nothing was sent.',
      );
    return `${place.type}/${place.id}`;
  }

  return {
    async eventOf(actor, { custodian, card, event, basis }) {
      if (basis !== 'grant') return event === undefined ? undefined : eventHere(event);
      demandNotStopped(actor.handle);
      if (event !== undefined) return eventHere(event);
      const before = recent(actor.handle);
      const asked = [...before, { at: clock(), card, custodian }];
      if (new Set(asked.map((each) => each.card)).size > eventlessPatients) {
        await stop(actor.handle, asked);
        demandNotStopped(actor.handle);
      }
      underWay.set(
        actor.handle,
        [...(underWay.get(actor.handle) ?? []), { at: clock(), card, custodian }].slice(
          -eventlessPatients - 1,
        ),
      );
      return undefined;
    },
  };
}
