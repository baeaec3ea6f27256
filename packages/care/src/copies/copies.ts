import { isObject, type Hex, type Json } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Tellings } from '../exchange/tellings.ts';
import type { Hospital } from '../hospital.ts';
import type { StaffActor } from '../people/actor.ts';
import { integer, nullable, record, text } from '../shape.ts';
import { openCopyFiles } from './copy-files.ts';
import type { Confirm } from './confirm.ts';
import { createLately } from './lately.ts';

/** A reading copy of what another hospital released, until its erase date (C15); times in ms. */
export interface Copy {
  readonly request: Hex;
  readonly custodian: string;
  /** The handle of who asked: nobody else reads it. */
  readonly by: Hex;
  readonly for: string | null;
  readonly at: number;
  readonly eraseAt: number | null;
  readonly basis: string;
}

/** Reading copies at the requester: kept for display, dropped at their date, at a withdrawal, or when closed. */
export interface Copies {
  /** Keeps nothing of what its custodian took back while it was on its way. */
  keep(copy: Copy, resources: readonly Json[]): Promise<void>;
  /** Those of a practitioner that are still held, newest first. */
  of(actor: StaffActor): Promise<(Copy & { resources: Json[] })[]>;
  /** Closes one of his own. */
  close(actor: StaffActor, request: Hex): Promise<void>;
  /** Drops what a custodian took back, and confirms it, also where nothing was held (C4.2). */
  takenBack(custodian: string, requests: readonly Hex[], because: string): Promise<void>;
  /** Whether a custodian took its answer back within the last hour, held or still on its way. */
  isTakenBack(custodian: string, request: Hex): boolean;
}

/** Why a copy is no longer held. */
type End = 'closed' | 'erase-date' | 'taken-back';

const kind = 'copy';
const lookEveryMs = 1_000;
const shape = record({
  request: text,
  custodian: text,
  by: text,
  for: nullable(text),
  at: integer,
  eraseAt: nullable(integer),
  basis: text,
});

/** Opens the reading copies of a hospital; what is due is dropped once a second until the signal ends it. */
export function openCopies(deps: {
  hospital: Hospital;
  tellings: Tellings;
  confirm: Confirm;
  signal: AbortSignal;
}): Copies {
  const { hospital, tellings, confirm } = deps;
  const { registry, clock, journal, bulletin, people, log } = hospital;
  const files = openCopyFiles(hospital);
  const lately = createLately(clock);
  const keeping = new Map<Hex, Promise<void>>();

  const rows = (): Copy[] =>
    Array.from(registry.all(kind), ([, value]) => shape(value, kind)).toSorted(
      (one, other) => other.at - one.at,
    );
  const isDue = ({ eraseAt }: Copy) => eraseAt !== null && eraseAt <= clock();

  async function write(copy: Copy, resources: readonly Json[]): Promise<void> {
    await files.keep(copy.request, { resources: [...resources] });
    await registry.put(kind, copy.request, { ...copy });
  }

  async function drop(
    request: Hex,
    custodian: string,
    { end, because = end }: { end: End; because?: string },
  ): Promise<number> {
    const held = registry.get(kind, request);
    await files.erase(request);
    if (held === undefined) return 0;
    await registry.put(kind, request, null);
    const at = clock();
    await journal.append({ t: 'copy-erased', at, id: request, custodian, because });
    tell(shape(held, kind), end);
    return 1;
  }

  /** Open pages of who asked let go of it; nobody else was shown it, so nobody else hears of it (C9). */
  function tell({ request, custodian, by, for: patient }: Copy, end: End): void {
    const to = people.byHandle(by)?.user;
    if (to === undefined) return;
    const news = { kind: 'consent', type: end, id: request, member: custodian, to } as const;
    bulletin.publish(patient === null ? news : { ...news, patient });
  }

  async function confirmed(
    custodian: string,
    dropped: readonly Hex[],
    count: number,
    because: string,
  ) {
    if (dropped.length === 0) return;
    await tellings.queue(
      custodian,
      confirm({ custodian, requests: dropped, copies: count, because }),
    );
  }

  async function eraseDue(): Promise<void> {
    for (const { request, custodian } of rows().filter(isDue))
      await confirmed(
        custodian,
        [request],
        await drop(request, custodian, { end: 'erase-date' }),
        'erase-date',
      );
  }

  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(eraseDue).catch((error: unknown) => {
      log({ event: 'copies-not-erased', error: error instanceof Error ? error.name : '' });
    });
  }, lookEveryMs);
  timer.unref();
  deps.signal.addEventListener('abort', () => clearInterval(timer));

  return {
    async keep(copy, resources) {
      const { custodian, request } = copy;
      if (lately.has(custodian, request)) return;
      const kept = write(copy, resources);
      keeping.set(request, kept);
      await kept.finally(() => keeping.delete(request));
    },
    async of(actor) {
      const mine = rows().filter((copy) => copy.by === actor.handle && !isDue(copy));
      const read = await Promise.all(
        mine.map(async (copy) => {
          const content = await files.read(copy.request);
          const resources = isObject(content) ? content['resources'] : undefined;
          return Array.isArray(resources) ? [{ ...copy, resources: [...resources] }] : [];
        }),
      );
      return read.flat();
    },
    async close(actor, request) {
      const copy = rows().find((each) => each.request === request && each.by === actor.handle);
      if (!copy) throw new CareError('not-found', 'There is no such answer open.');
      await confirmed(
        copy.custodian,
        [request],
        await drop(request, copy.custodian, { end: 'closed' }),
        'closed',
      );
    },
    isTakenBack: (custodian, request) => lately.has(custodian, request),
    async takenBack(custodian, requests, because) {
      // Noted before anything is waited for: what begins to be kept from here on is not kept.
      lately.note(custodian, requests);
      let count = 0;
      for (const request of requests) {
        await keeping.get(request)?.catch(() => undefined);
        const held = registry.get(kind, request);
        if (held === undefined || shape(held, kind).custodian === custodian)
          count += await drop(request, custodian, { end: 'taken-back', because });
      }
      await confirmed(custodian, requests, count, because);
    },
  };
}
