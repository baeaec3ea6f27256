import { createHash } from 'node:crypto';
import { CareError } from '@careledger/care';

/** How many calls somebody may make in a minute; so many at once, and no faster than that on average. */
export interface Rates {
  readonly address: number;
  readonly session: number;
}

/** Refuses whom it hears too often; tells nothing of who else calls. */
export interface RateLimit {
  /** Counts a call; throws `throttled` with the wait. `token` is empty without a session. */
  count(call: { from: string; token: string }): void;
}

const MINUTE_MS = 60_000;
const MOST = 20_000;

/** A hospital's whole ward may stand behind one address; one session is one person and her pages. */
export const usualRates: Rates = { address: 60_000, session: 6_000 };

/** Counts in buckets that refill by time; the oldest are forgotten first. */
export function createRateLimit(rates: Rates, deps: { clock: () => number }): RateLimit {
  const { clock } = deps;
  const buckets = new Map<string, { left: number; at: number }>();

  function take(key: string, rate: number): number {
    const now = clock();
    const { left, at } = buckets.get(key) ?? { left: rate, at: now };
    const filled = Math.min(rate, left + ((now - at) * rate) / MINUTE_MS);
    buckets.delete(key);
    buckets.set(key, { left: Math.max(0, filled - 1), at: now });
    for (const oldest of buckets.keys()) {
      if (buckets.size <= MOST) break;
      buckets.delete(oldest);
    }
    return filled >= 1 ? 0 : Math.ceil(((1 - filled) * MINUTE_MS) / rate);
  }

  return {
    count: ({ from, token }) => {
      const ofSession = token === '' ? 0 : take(`session ${digest(token)}`, rates.session);
      const waitMs = Math.max(take(`address ${from}`, rates.address), ofSession);
      if (waitMs > 0)
        throw new CareError('throttled', 'Too many calls from here: wait a moment.', { waitMs });
    },
  };
}

const digest = (token: string) => createHash('sha256').update(token).digest('base64');
