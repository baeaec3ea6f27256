import { randomUUID } from 'node:crypto';
import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import { demandDecides } from '../guardians/demand-scope.ts';
import type { Actor } from '../people/actor.ts';
import { openAddresses, ownerOf, type Addresses } from './addresses.ts';
import { runDeliveries } from './deliveries.ts';
import type { Sender } from './sender.ts';
import { noticeRowOf, type NoticeKind, type NoticeRow } from './notice-row.ts';

/** A notice as its reader sees it. */
export interface ListedNotice {
  readonly notice: string;
  readonly kind: NoticeKind;
  readonly patient: string | null;
  readonly id: string | null;
  readonly at: number;
  readonly isOpened: boolean;
  readonly sent: 'failed' | 'none' | 'sent' | 'waiting';
  readonly isEscalated: boolean;
}

/** Tells people outside the pages that there is something new, never what. */
export interface Notices {
  readonly addresses: Addresses;
  /** Durable when it resolves; one unopened notice of a kind about the same thing is enough. */
  tell(notice: {
    to: string;
    kind: NoticeKind;
    patient?: string | undefined;
    about?: string | undefined;
  }): Promise<void>;
  /** The actor's own notices and those of his role, newest first. */
  of(actor: Actor): ListedNotice[];
  open(actor: Actor, notice: string): Promise<void>;
}

const MOST = 500;

/** Opens the notices of a hospital and delivers them for the life of the signal; what nobody opened within `escalateAfterMs` goes out once more, to more people. */
export function openNotices(deps: {
  hospital: Pick<Hospital, 'bulletin' | 'clock' | 'log' | 'people' | 'registry'>;
  senders: readonly Sender[];
  escalateAfterMs: number;
  signal: AbortSignal;
  /** How long the queue rests between two looks, in ms. */
  everyMs?: number;
}): Notices {
  const { hospital, senders } = deps;
  const { registry, clock, bulletin } = hospital;
  const addresses = openAddresses(hospital);
  const deliveries = runDeliveries({ ...deps, addresses });

  const all = (): { notice: string; row: NoticeRow }[] =>
    [...registry.all('outgoing')].map(([notice, value]) => ({ notice, row: noticeRowOf(value) }));
  const isFor = (actor: Actor, { to }: NoticeRow) =>
    to === ownerOf(actor) || (actor.kind === 'staff' && to === `role:${actor.role}`);

  return {
    addresses,
    tell: async ({ to, kind, patient = null, about = null }) => {
      const isTold = all().some(
        ({ row }) =>
          row.to === to && row.kind === kind && row.about === about && row.openedAt === null,
      );
      if (isTold) return;
      const notice = randomUUID();
      const at = clock();
      const ways = deliveries.waysTo(to, at);
      const row = { to, kind, patient, about, at, openedAt: null, escalatedAt: null };
      await registry.put('outgoing', notice, { ...row, deliveries: ways });
      const user = to.startsWith('role:') ? undefined : to.replace(/^user:/, '');
      bulletin.publish({ kind: 'notice', id: notice, ...(user === undefined ? {} : { to: user }) });
      if (senders.length > 0) deliveries.wake();
    },
    of: (actor) =>
      all()
        .filter(({ row }) => isFor(actor, row))
        .toSorted((a, b) => b.row.at - a.row.at)
        .slice(0, MOST)
        .map(({ notice, row }) => ({
          notice,
          kind: row.kind,
          patient: row.patient,
          id: row.about,
          at: row.at,
          isOpened: row.openedAt !== null,
          sent: sentState(row),
          isEscalated: row.escalatedAt !== null,
        })),
    open: async (actor, notice) => {
      demandDecides(actor);
      const value = registry.get('outgoing', notice);
      const row = value === undefined ? undefined : noticeRowOf(value);
      if (!row || !isFor(actor, row)) throw new CareError('not-found', 'There is no such notice.');
      if (row.openedAt === null)
        await registry.put('outgoing', notice, { ...row, openedAt: clock() });
    },
  };
}

function sentState({ deliveries }: NoticeRow): ListedNotice['sent'] {
  const states = deliveries.map(({ state }) => state);
  if (states.length === 0) return 'none';
  return (['sent', 'waiting'] as const).find((state) => states.includes(state)) ?? 'failed';
}
