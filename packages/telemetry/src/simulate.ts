import type { Hex } from '@careledger/proof';
import type { MessageForm, Observed } from './message.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';

/** What a simulated monitor is to send; times in ms. */
export interface Simulation {
  readonly seed: string;
  readonly device: Hex;
  /** Measured time of the first message. */
  readonly start: number;
  /** May be a fraction; times are rounded to whole ms. */
  readonly intervalMs: number;
  readonly count: number;
  readonly boot?: number;
  readonly firstCounter?: number;
  /** The part of the run, as fractions of it, in which the patient deteriorates and recovers; null: never. */
  readonly episode?: { readonly from: number; readonly until: number } | null;
}

/** Well, and at the height of the episode (scores 14 from the five that are on the NEWS2 chart), with jitter. */
const COURSE = [
  { code: '9279-1', unit: '/min', places: 0, well: 15, ill: 28, jitter: 1.4 },
  { code: '8867-4', unit: '/min', places: 0, well: 74, ill: 138, jitter: 3 },
  { code: '2708-6', unit: '%', places: 0, well: 97.6, ill: 87, jitter: 0.8 },
  { code: '8480-6', unit: 'mm[Hg]', places: 0, well: 124, ill: 84, jitter: 3 },
  { code: '8462-4', unit: 'mm[Hg]', places: 0, well: 76, ill: 50, jitter: 2 },
  { code: '8310-5', unit: 'Cel', places: 1, well: 36.9, ill: 39.6, jitter: 0.15 },
] as const;

/**
 * The messages of one bedside monitor with six vital signs, unsigned, in order: the same for the same seed.
 * In the episode (by default from 40 % to 90 % of the run) NEWS2 rises to 7 or more and falls again.
 */
export function* simulatedMonitor(simulation: Simulation): Generator<MessageForm, void, void> {
  const { seed, device, start, intervalMs, count, boot = 1, firstCounter = 1 } = simulation;
  const random = createRandom(seed);
  for (let index = 0; index < count; index += 1) {
    const severity = severityAt(count > 1 ? index / (count - 1) : 0, simulation.episode);
    yield {
      v: 1,
      device,
      boot,
      counter: firstCounter + index,
      at: Math.round(start + index * intervalMs),
      clock: 'synced',
      observations: COURSE.map((vital) => observe(vital, severity, random)),
    };
  }
}

function observe(vital: (typeof COURSE)[number], severity: number, random: Random): Observed {
  const { code, unit, places, well, ill, jitter } = vital;
  const value = well + (ill - well) * severity + jitter * random.noise();
  return { code, unit, value: (code === '2708-6' ? Math.min(100, value) : value).toFixed(places) };
}

/** 0 outside the episode, rising smoothly to 1 for its middle third. */
function severityAt(progress: number, episode: Simulation['episode']): number {
  if (episode === null) return 0;
  const { from, until } = episode ?? { from: 0.4, until: 0.9 };
  const within = (progress - from) / (until - from);
  if (within <= 0 || within >= 1) return 0;
  const ramp = Math.min(1, 3 * Math.min(within, 1 - within));
  return (1 - Math.cos(Math.PI * ramp)) / 2;
}
