import type { Hospital } from '../hospital.ts';
import type { Addresses } from './addresses.ts';
import { noticeRowOf, type Delivery, type NoticeRow } from './notice-row.ts';
import type { Sender } from './sender.ts';

/** The outbox of notices. */
export interface Deliveries {
  /** The ways by which somebody is told, as they are at this time. */
  waysTo(to: string, at: number): Delivery[];
  /** Looks into the queue now. */
  wake(): void;
}

const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
const MOST_ATTEMPTS = 12;
const KEPT_MS = 400 * 86_400_000;

/** Delivers what waits until the signal ends it: tried again after a minute, then twice as long, at most twelve times. */
export function runDeliveries(deps: {
  hospital: Pick<Hospital, 'clock' | 'log' | 'people' | 'registry'>;
  senders: readonly Sender[];
  addresses: Addresses;
  escalateAfterMs: number;
  signal: AbortSignal;
  everyMs?: number;
}): Deliveries {
  const { senders, addresses, escalateAfterMs, signal, everyMs = 5_000 } = deps;
  const { clock, log, people, registry } = deps.hospital;
  let wake = () => {};

  const ownersOf = (to: string, isEscalation: boolean): string[] => {
    if (!to.startsWith('role:')) return [to];
    const roles = isEscalation ? [to.slice(5), 'administrator'] : [to.slice(5)];
    return people
      .directory()
      .filter(({ role, user }) => roles.includes(role) && people.standing(user).state === 'active')
      .map(({ user }) => `user:${user}`);
  };
  const waysTo = (to: string, at: number, isEscalation = false): Delivery[] => {
    const way = (channel: Sender['channel'], owner: string): Delivery => ({
      channel,
      owner,
      state: 'waiting',
      attempts: 0,
      nextAt: at,
    });
    return senders.flatMap(({ channel }) => {
      if (channel === 'webhook') return [way('webhook', to)];
      return ownersOf(to, isEscalation)
        .filter((owner) => addresses.of(owner).mail !== null && addresses.of(owner).isOn)
        .map((owner) => way('mail', owner));
    });
  };

  async function deliver(notice: string, row: NoticeRow, delivery: Delivery): Promise<Delivery> {
    const sender = senders.find(({ channel }) => channel === delivery.channel);
    const { mail, isOn, language } = addresses.of(delivery.owner);
    const to = delivery.channel === 'mail' ? mail : recipientOf(delivery.owner);
    if (!sender || to === null || !isOn) return { ...delivery, state: 'failed' };
    const attempts = delivery.attempts + 1;
    try {
      await sender.send({ to, notice, isReminder: row.escalatedAt !== null, language });
      return { ...delivery, attempts, state: 'sent' };
    } catch (error) {
      // The class alone: what a mail server says may name an address.
      const fault = error instanceof Error ? error.name : 'fault';
      log({ event: 'notice-not-sent', channel: delivery.channel, attempts, fault });
      const wait = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS);
      const state = attempts >= MOST_ATTEMPTS ? 'failed' : 'waiting';
      return { ...delivery, attempts, state, nextAt: clock() + wait };
    }
  }

  /** A patient by the random handle, staff by role: a webhook learns no name. */
  function recipientOf(owner: string): string {
    const patient = /^patient:(.+)$/.exec(owner)?.[1];
    return patient === undefined ? owner : (people.patient(patient)?.handle ?? '');
  }

  async function look(notice: string): Promise<void> {
    const value = registry.get('outgoing', notice);
    if (value === undefined) return;
    let row = noticeRowOf(value);
    const now = clock();
    if (row.at + KEPT_MS < now) return registry.put('outgoing', notice, null);
    const isUnopened = row.openedAt === null && row.escalatedAt === null;
    if (isUnopened && now >= row.at + escalateAfterMs) {
      const more = waysTo(row.to, now, true);
      const settled = row.deliveries.filter(({ state }) => state !== 'waiting');
      row = { ...row, escalatedAt: now, deliveries: [...settled, ...more] };
      await registry.put('outgoing', notice, row);
    }
    if (!row.deliveries.some((each) => each.state === 'waiting' && each.nextAt <= now)) return;
    const deliveries: Delivery[] = [];
    for (const each of row.deliveries)
      deliveries.push(
        each.state === 'waiting' && each.nextAt <= now ? await deliver(notice, row, each) : each,
      );
    const kept = registry.get('outgoing', notice);
    const openedAt = kept === undefined ? row.openedAt : noticeRowOf(kept).openedAt;
    await registry.put('outgoing', notice, { ...row, openedAt, deliveries });
  }

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      for (const [notice] of Array.from(registry.all('outgoing'))) {
        if (signal.aborted) return;
        await look(notice).catch(() => log({ event: 'notice-not-kept' }));
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        timer.unref();
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  void loop();
  signal.addEventListener('abort', () => wake());
  return { waysTo, wake: () => wake() };
}
