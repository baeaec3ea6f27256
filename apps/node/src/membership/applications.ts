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

/** The applications that a member's node holds until its administrator proposes or drops them; public facts, at most 16, for 30 days. */
export interface Applications {
  all(): Received[];
  get(id: Hex): Received | undefined;
  /** Keeps an application; the same one again changes nothing. CareError `throttled` when there are too many. */
  keep(application: Application): Received;
  drop(id: Hex): void;
}

const most = 16;
const lifeMs = 30 * 24 * 60 * 60 * 1000;
const File = v.object({
  v: v.literal(1),
  received: v.array(v.object({ at: v.number(), application: v.unknown() })),
});

/** Opens the applications in a file of a hospital's folder. */
export function openApplications(file: string, deps: { clock: () => number }): Applications {
  const { clock } = deps;
  const held = new Map<Hex, Received>();
  for (const { at, application } of existsSync(file)
    ? v.parse(File, JSON.parse(readFileSync(file, 'utf8'))).received
    : []) {
    const known = parseApplication(application);
    const id = applicationId(known.member);
    held.set(id, { id, at, application: known });
  }

  function live(): Received[] {
    return [...held.values()].filter(({ at }) => clock() - at < lifeMs);
  }

  function write(): void {
    const received = live().map(({ at, application }) => ({ at, application }));
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
      held.set(id, received);
      write();
      return received;
    },
    drop(id) {
      if (held.delete(id)) write();
    },
  };
}
