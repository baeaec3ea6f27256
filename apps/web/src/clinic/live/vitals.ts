import type { Reading } from './monitor.ts';

/** A vital sign of the bedside, a key of the messages and of its colour. */
export type VitalName =
  'diastolic' | 'oxygen' | 'pulse' | 'rate' | 'spo2' | 'systolic' | 'temperature';

/** How a vital sign is drawn: its codes, unit, decimals, and the scale that is widened only when exceeded. */
export interface Vital {
  readonly name: VitalName;
  readonly codes: readonly string[];
  readonly unit: string;
  readonly digits: number;
  readonly scale: readonly [number, number];
  /** Values older than this are stale, ms; a cuff and a thermometer measure seldom. */
  readonly staleMs: number;
}

const minute = 60_000;

/** The vital signs in the order of the bed's page. */
export const vitals: readonly Vital[] = [
  { name: 'pulse', codes: ['8867-4'], unit: '/min', digits: 0, scale: [40, 160], staleMs: minute },
  {
    name: 'spo2',
    codes: ['2708-6', '59408-5'],
    unit: '%',
    digits: 0,
    scale: [84, 100],
    staleMs: minute,
  },
  { name: 'rate', codes: ['9279-1'], unit: '/min', digits: 0, scale: [4, 40], staleMs: minute },
  {
    name: 'temperature',
    codes: ['8310-5'],
    unit: '°C',
    digits: 1,
    scale: [35, 40],
    staleMs: 360 * minute,
  },
  {
    name: 'systolic',
    codes: ['8480-6'],
    unit: 'mmHg',
    digits: 0,
    scale: [50, 200],
    staleMs: 90 * minute,
  },
  {
    name: 'diastolic',
    codes: ['8462-4'],
    unit: 'mmHg',
    digits: 0,
    scale: [30, 120],
    staleMs: 90 * minute,
  },
  {
    name: 'oxygen',
    codes: ['3151-8'],
    unit: 'L/min',
    digits: 1,
    scale: [0, 15],
    staleMs: 360 * minute,
  },
];

/** One point of a series: null where something was measured that encodes no value. */
export interface VitalPoint {
  readonly at: number;
  readonly value: number | null;
  readonly receivedAt: number;
}

/** The points of a vital sign, in the order in which they were measured (T3). */
export function pointsOf(readings: readonly Reading[], { codes }: Vital): readonly VitalPoint[] {
  return readings
    .filter(({ code }) => codes.includes(code))
    .map(({ at, quality, received, value }) => ({
      at: Date.parse(at),
      receivedAt: Date.parse(received),
      value: value === null || quality !== null ? null : Number(value),
    }))
    .toSorted((left, right) => left.at - right.at);
}

/** The newest value that was measured, whatever came last; undefined where there is none. */
export function latestOf(points: readonly VitalPoint[]): VitalPoint | undefined {
  return points.findLast(({ value }) => value !== null);
}

const recent = 20;

/** How long without a value is a gap, ms: three of the intervals at which it came lately, a minute at least. */
export function gapOf(points: readonly VitalPoint[], { staleMs }: Vital): number {
  const last = points.slice(-recent);
  const intervals = last
    .slice(1)
    .map((point, index) => point.at - (last[index]?.at ?? point.at))
    .toSorted((left, right) => left - right);
  const usual = intervals[Math.floor(intervals.length / 2)];
  return Math.max(minute, Math.min(staleMs, usual === undefined ? staleMs : 3 * usual));
}

/** Whether a value is too old to be taken as now (T9). */
export function isStale(point: VitalPoint, gapMs: number, now: number): boolean {
  return now - point.at > gapMs;
}

/** The points with a null wherever the gap to the next exceeds what was expected, so that nothing is drawn across it. */
export function withGaps(points: readonly VitalPoint[], gapMs: number): readonly VitalPoint[] {
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    if (next === undefined || next.at - point.at <= gapMs) return [point];
    return [point, { at: point.at + 1, value: null, receivedAt: point.receivedAt }];
  });
}
