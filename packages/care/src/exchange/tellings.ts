import { randomBytes } from 'node:crypto';
import { isObject, toHex, type JsonObject } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import { textIn } from '../shape.ts';
import type { PeerExchange } from './peers.ts';

/** What other hospitals are still to be told: kept on disk until their node has taken it. */
export interface Tellings {
  /** Durable when it resolves; told as soon as the member can be reached. */
  queue(member: string, body: JsonObject): Promise<void>;
  /** Whether something for this member still waits because it did not answer. */
  isAway(member: string): boolean;
}

const kind = 'telling';
const batch = 32;

/** Runs the queue until the signal ends it; what a member refuses as not understood is dropped and logged. */
export function openTellings(deps: {
  hospital: Pick<Hospital, 'registry' | 'log'>;
  peers: PeerExchange;
  signal: AbortSignal;
}): Tellings {
  const { peers, signal } = deps;
  const { registry, log } = deps.hospital;
  const away = new Set<string>();
  let wake = () => {};

  async function tell(id: string, row: JsonObject): Promise<boolean> {
    const member = textIn(row, 'member');
    try {
      await peers.tell(member, isObject(row['body']) ? row['body'] : {});
    } catch (error) {
      const code = error instanceof CareError ? error.code : 'fault';
      log({ event: 'telling-waits', member, code });
      if (code === 'unreachable') away.add(member);
      if (code !== 'invalid') return false;
    }
    away.delete(member);
    await registry.put(kind, id, null);
    return true;
  }

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      const rows = Array.from(registry.all(kind)).slice(0, batch);
      const told = await Promise.all(
        rows.map(([id, row]) => tell(id, isObject(row) ? row : {}).catch(() => false)),
      );
      if (told.length > 0 && told.every(Boolean)) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000);
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
  return {
    isAway: (member) => away.has(member),
    async queue(member, body) {
      await registry.put(kind, toHex(randomBytes(16)), { member, body });
      wake();
    },
  };
}
