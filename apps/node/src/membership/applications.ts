import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { CareError } from '@careledger/care';
import type { Hex } from '@careledger/proof';
import * as v from 'valibot';
import { applicationId, parseApplication, type Application } from './application.ts';

/** An application that this member holds, since when (ms). */
export interface Received {
  readonly id: Hex;
  readonly at: number;
  readonly application: Application;
}

/** The applications that a member's node holds until its administrator proposes or declines them; public facts, at most 16, for 30 days. */
export interface Applications {
  all(): Received[];
  get(id: Hex): Received | undefined;
  /** Keeps an application, a declined one too; the same one again changes nothing. CareError `throttled` when there are too many. */
  keep(application: Application): Received;
  /** Drops an application for as long as it would have lasted. */
  decline(id: Hex): void;
  isDeclined(id: Hex): boolean;
}

const most = 16;
const lifeMs = 30 * 24 * 60 * 60 * 1000;
const File = v.object({
  v: v.literal(1),
  received: v.array(
    v.object({
      at: v.number(),
      application: v.unknown(),
      isDeclined: v.optional(v.boolean(), false),
    }),
  ),
});

/** Opens the applications in a file of a hospital's folder. */
export function openApplications(file: string, deps: { clock: () => number }): Applications {
  const { clock } = deps;
  const held = new Map<Hex, Received & { isDeclined: boolean }>();
  for (const { at, application, isDeclined } of existsSync(file)
    ? v.parse(File, JSON.parse(readFileSync(file, 'utf8'))).received
    : []) {
    const known = parseApplication(application);
    const id = applicationId(known.member);
    held.set(id, { id, at, application: known, isDeclined });
  }

  const lasting = () => [...held.values()].filter(({ at }) => clock() - at < lifeMs);
  const live = (): Received[] =>
    lasting().flatMap(({ isDeclined, ...received }) => (isDeclined ? [] : [received]));

  function write(): void {
    const received = lasting().map(({ at, application, isDeclined }) => ({
      at,
      application,
      ...(isDeclined ? { isDeclined } : {}),
    }));
    writeFileSync(`${file}.new`, JSON.stringify({ v: 1, received }), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }

  return {
    all: live,
    get: (id) => live().find((each) => each.id === id),
    keep(application) {
      const id = applicationId(application.member);
      const known = live().find((each) => each.id === id);
      if (known) return known;
      if (live().length >= most)
        throw new CareError(
          'throttled',
          'This member holds as many applications as it takes; its administrator has to decide some first.',
        );
      const received = { id, at: clock(), application };
      held.set(id, { ...received, isDeclined: false });
      write();
      return received;
    },
    decline(id) {
      const received = held.get(id);
      if (received === undefined) return;
      held.set(id, { ...received, isDeclined: true });
      write();
    },
    isDeclined: (id) => lasting().some((each) => each.id === id && each.isDeclined),
  };
}
