import { isObject, type Json, type JsonObject } from '@careledger/proof';
import type { Hospital } from '../hospital.ts';
import type { Entry } from '../journal/entry.ts';
import { textIn } from '../shape.ts';

/** Refusals of one practitioner within `FLOOD_WINDOW_MS` that are recorded one by one; each further one is counted (D1.2). */
export const FLOOD_AFTER = 100;
/** The window of a flood, in ms. */
const FLOOD_WINDOW_MS = 600_000;

/** Refusals beyond the threshold: on disk before the answer leaves, journaled together as one counted entry. */
export interface Flood {
  /** Notes one refusal; true where it is beyond the threshold. */
  isFlood(refusal: Entry): boolean;
  /** Durable when it resolves. */
  count(refusal: Entry): Promise<void>;
  /** Refusals that are counted and not yet journaled, oldest first. */
  pending(): JsonObject[];
  /** Journals what is counted: one entry for each practitioner, at most 200 refusals in it. */
  close(): Promise<void>;
}

const kind = 'flood-refusal';
const mostInOne = 200;

/** Opens the counting of refusals; a run of `close` every `everyMs` until the signal ends. */
export function openFlood(deps: {
  hospital: Pick<Hospital, 'registry' | 'journal' | 'clock' | 'log'>;
  signal: AbortSignal;
  everyMs?: number;
}): Flood {
  const { registry, journal, clock, log } = deps.hospital;
  const recent = new Map<string, number[]>();

  function isFlood(refusal: Entry): boolean {
    const key = requesterOf(refusal);
    const since = clock() - FLOOD_WINDOW_MS;
    const times = [...(recent.get(key) ?? []), clock()].filter((at) => at > since);
    recent.delete(key);
    recent.set(key, times.slice(-FLOOD_AFTER - 1));
    // The longest silent ones make room.
    for (const oldest of recent.keys()) {
      if (recent.size <= 10_000) break;
      recent.delete(oldest);
    }
    return times.length > FLOOD_AFTER;
  }

  const pending = () =>
    Array.from(registry.all(kind))
      .flatMap(([, value]) => (isObject(value) ? [value] : []))
      .toSorted((one, other) => Number(one['at']) - Number(other['at']));

  async function close(): Promise<void> {
    const groups = new Map<string, JsonObject[]>();
    for (const refusal of pending()) {
      const key = requesterOf(refusal);
      groups.set(key, [...(groups.get(key) ?? []), refusal]);
    }
    for (const group of groups.values()) {
      const refusals = group.slice(0, mostInOne);
      await journal.append(floodEntry(refusals, clock()));
      await registry.putAll(
        refusals.map((refusal) => ({ kind, id: textIn(refusal, 'id'), value: null })),
      );
    }
  }

  const timer = setInterval(() => {
    void close().catch((error: unknown) => log({ event: 'flood-waits', error: String(error) }));
  }, deps.everyMs ?? 30_000);
  timer.unref();
  deps.signal.addEventListener('abort', () => clearInterval(timer));
  return {
    isFlood,
    count: (refusal) => registry.put(kind, textIn(refusal, 'id'), { ...refusal }),
    pending,
    close,
  };
}

function requesterOf(refusal: JsonObject): string {
  const request = isObject(refusal['request']) ? refusal['request'] : {};
  return `${textIn(request, 'requester')}/${textIn(request, 'practitioner')}`;
}

/** One entry over many refusals; each keeps what opens its commitment on the ledger. */
function floodEntry(refusals: readonly JsonObject[], at: number): Entry {
  const [first = {}] = refusals;
  const request = isObject(first['request']) ? first['request'] : {};
  const patients = refusals.flatMap(({ patient }) =>
    typeof patient === 'string' ? [patient] : [],
  );
  return {
    t: 'flood',
    at,
    since: Number(first['at']),
    count: refusals.length,
    organisation: textIn(request, 'requester'),
    practitioner: textIn(request, 'practitioner'),
    patients: [...new Set(patients)],
    refusals: refusals.map((refusal): Json => {
      const { t: _t, request: asked, text: _text, released: _released, ...rest } = refusal;
      return { ...rest, purpose: isObject(asked) ? (asked['purpose'] ?? null) : null };
    }),
  };
}
