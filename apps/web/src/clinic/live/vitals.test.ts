import { describe, expect, it } from 'vitest';
import type { Reading } from './monitor.ts';
import { gapOf, isStale, latestOf, pointsOf, vitals, withGaps } from './vitals.ts';

const [pulse] = vitals;
const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000).toISOString();
const read = (seconds: number, value: string | null, quality: string | null = null): Reading => ({
  at: at(seconds),
  received: at(seconds + 1),
  code: '8867-4',
  value,
  quality,
  device: 'd1',
});

describe('readings of the bedside', () => {
  it('T3 takes as latest what was measured last, however late the others came', () => {
    if (pulse === undefined) throw new Error('no pulse');
    const points = pointsOf([read(20, '91'), read(0, '80'), read(10, '85')], pulse);
    expect(latestOf(points)?.value).toBe(91);
  });

  it('T9 says stale after three expected intervals, a minute at least', () => {
    if (pulse === undefined) throw new Error('no pulse');
    const [point] = pointsOf([read(0, '80')], pulse);
    if (point === undefined) throw new Error('no point');
    expect(
      [59, 61].map((seconds) => isStale(point, gapOf([point], pulse), point.at + seconds * 1000)),
    ).toEqual([false, true]);
  });

  it('T9 takes a thermometer that sends each second as one that should go on doing so', () => {
    const temperature = vitals.find(({ name }) => name === 'temperature');
    if (temperature === undefined) throw new Error('no temperature');
    const each = [0, 1, 2, 3].map((second) => ({ ...read(second, '37'), code: '8310-5' }));
    expect(gapOf(pointsOf(each, temperature), temperature)).toBe(60_000);
    expect(gapOf(pointsOf(each.slice(0, 1), temperature), temperature)).toBe(temperature.staleMs);
  });

  it('T9 never draws a line across a gap, and shows no value where none was measured', () => {
    if (pulse === undefined) throw new Error('no pulse');
    const points = pointsOf(
      [read(0, '80'), read(30, '82'), read(600, '90'), read(601, '0', 'artefact')],
      pulse,
    );
    expect(withGaps(points, gapOf(points, pulse)).map(({ value }) => value)).toEqual([
      80,
      82,
      null,
      90,
      null,
    ]);
    expect(latestOf(points)?.value).toBe(90);
  });
});
