import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from './decimal.ts';
import type { EdgeSettings, Kept } from './edge-filter.ts';
import { digestOfDropped, emptyEdgeState, standingFor, throughEdge } from './edge-filter.ts';
import type { Point } from './latest.ts';
import { orderOf } from './latest.ts';
import { chartInterval, news2 } from './news2.ts';

const SECOND = 1000;

function point(
  code: string,
  second: number,
  value: string | null,
  change: Partial<Point> = {},
): Point {
  const order = orderOf({ device: 'ab'.repeat(32), boot: 1, counter: second });
  return { code, at: second * SECOND, order, value, quality: null, source: 'monitor', ...change };
}

function filter(points: Iterable<Point>, settings: EdgeSettings = {}) {
  let state = emptyEdgeState();
  const kept: Kept[] = [];
  const dropped: Point[] = [];
  for (const each of points) {
    const step = throughEdge(state, each, settings);
    state = step.state;
    if (step.kept) kept.push(step.kept);
    else dropped.push(each);
  }
  return { kept, dropped, state };
}

function because(settings: EdgeSettings, ...points: Point[]) {
  return filter(points, settings).kept.map((each) => each.because.join('+'));
}

describe('edge filter', () => {
  it('T6 keeps the first, band changes, deadband, heartbeat, quality changes and late ones', () => {
    const pulse = (second: number, value: string | null, change: Partial<Point> = {}) =>
      point('8867-4', second, value, change);
    expect(because({}, pulse(0, '70'), pulse(1, '74'), pulse(2, '75'))).toEqual([
      'first',
      'deadband',
    ]);
    expect(because({}, pulse(0, '89'), pulse(1, '90'), pulse(2, '91'))).toEqual(['first', 'band']);
    expect(because({}, pulse(0, '70'), pulse(899, '70'), pulse(900, '70'))).toEqual([
      'first',
      'heartbeat',
    ]);
    expect(because({ heartbeatMs: 10 * SECOND }, pulse(0, '70'), pulse(10, '70'))).toHaveLength(2);
    const off = pulse(1, null, { quality: 'sensor-off' });
    expect(because({}, pulse(0, '70'), off, { ...off, at: 2000 }, pulse(3, '70'))).toEqual([
      'first',
      'quality+quality',
      'quality+quality',
    ]);
    expect(because({}, pulse(5, '70'), pulse(4, '70'))).toEqual(['first', 'late']);
    expect(because({}, pulse(0, '70'), pulse(1, '70', { source: 'nurse' }))).toEqual([
      'first',
      'quality',
    ]);
  });

  it('T8 keeps every crossing of a patient limit, and its own deadband', () => {
    const limits = { low: '60', high: '80' };
    const pulses = ['78', '79', '80', '81', '80', '79'].map((value, n) =>
      point('8867-4', n, value),
    );
    expect(because(limits, ...pulses)).toEqual(['first', 'limit', 'limit', 'limit', 'limit']);
    expect(because({ deadband: '1' }, ...pulses)).toHaveLength(6);
    expect(because({ deadband: '50' }, ...pulses)).toHaveLength(1);
  });

  it('T5.2 keeps the bands of the saturation scale in force, and one when the scale changes', () => {
    const [low, high] = [point('2708-6', 0, '91'), point('2708-6', 1, '92')];
    expect(because({ deadband: '9' }, low, high)).toEqual(['first', 'band']);
    expect(because({ deadband: '9', scale: 2 }, low, high)).toEqual(['first']);
    const { state } = filter([low]);
    expect(throughEdge(state, point('2708-6', 1, '91'), { scale: 2 }).kept?.because).toEqual([
      'band',
    ]);
  });

  it('T6 counts and hashes what it drops, so that the journal can prove it', () => {
    const points = [70, 71, 72, 73, 80, 79].map((value, n) => point('8867-4', n, String(value)));
    const { kept, dropped, state } = filter(points);
    expect(kept[1]?.dropped).toEqual({
      count: 3,
      from: SECOND,
      until: 3 * SECOND,
      digest: digestOfDropped(points.slice(1, 4)),
    });
    expect(state.dropped).toMatchObject({ count: 1, digest: digestOfDropped(points.slice(5)) });
    expect(dropped).toHaveLength(4);
    const altered = points.slice(1, 4).map((each) => ({ ...each, value: '71' }));
    expect(digestOfDropped(altered)).not.toBe(kept[1]?.dropped?.digest);
    expect(digestOfDropped(points.slice(1, 4).toReversed())).not.toBe(kept[1]?.dropped?.digest);
  });

  it('T6 nothing is lost: kept and dropped are all points, each dropped one in exactly one count', () => {
    const walk = fc.array(fc.integer({ min: 30, max: 180 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(walk, (values) => {
        const points = values.map((value, n) => point('8867-4', n, String(value)));
        const { kept, dropped, state } = filter(points);
        const counted = kept.reduce((sum, each) => sum + (each.dropped?.count ?? 0), 0);
        expect(counted + (state.dropped?.count ?? 0)).toBe(dropped.length);
        expect(kept.length + dropped.length).toBe(points.length);
      }),
    );
  });

  it('T6 the interval of the chart rebuilt from what is kept is right at every reading, late ones too', () => {
    const codes = fc.constantFrom('8867-4', '9279-1', '2708-6', '8480-6', '8310-5');
    const course = fc.array(fc.tuple(fc.nat({ max: 300 }), fc.nat({ max: 1000 })), {
      minLength: 1,
      maxLength: 150,
    });
    fc.assert(
      fc.property(codes, course, fc.constantFrom(1 as const, 2 as const), (code, rows, scale) => {
        const [low, span] = RANGES[code] ?? [0, 100];
        const seconds = new Set<number>();
        const points = rows
          .filter(([second]) => !seconds.has(second) && seconds.add(second))
          .map(([second, share]) => point(code, second, (low + (span * share) / 1000).toFixed(1)));
        const { kept } = filter(points, { scale });
        for (const each of points) {
          const rebuilt = standingFor(kept, each.at)?.value ?? '';
          expect(chartInterval(code, decimal(rebuilt), scale)).toBe(
            chartInterval(code, decimal(each.value ?? ''), scale),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('T6 the score rebuilt from what is kept is the score of everything, and most is dropped', () => {
    const codes = ['9279-1', '8867-4', '2708-6', '8480-6', '8310-5'];
    const walks = codes.map((code, index) =>
      Array.from({ length: 1500 }, (_, second) => {
        const [low, span] = RANGES[code] ?? [0, 100];
        const wave = Math.sin(second / 400 + index) ** 2 + 0.03 * Math.sin(second * 7.3 + index);
        return point(code, second, Math.max(low, low + span * wave).toFixed(1));
      }),
    );
    const total = (values: (string | null | undefined)[], oxygen: boolean, scale: 1 | 2) => {
      const [rate, pulse, spo2, systolic, temperature] = values.map((value) => value ?? null);
      return news2({
        respiratoryRate: rate ?? null,
        spo2: spo2 ?? null,
        scale,
        oxygen,
        systolic: systolic ?? null,
        pulse: pulse ?? null,
        consciousness: 'A',
        temperature: temperature ?? null,
      }).score;
    };
    for (const scale of [1, 2] as const) {
      const kepts = walks.map((walk) => filter(walk, { scale }).kept);
      for (let second = 0; second < 1500; second += 11) {
        const truth = walks.map((walk) => walk[second]?.value);
        const rebuilt = kepts.map((kept) => standingFor(kept, second * SECOND)?.value);
        expect(total(rebuilt, true, scale)).toBe(total(truth, true, scale));
        expect(total(rebuilt, false, scale)).toBe(total(truth, false, scale));
      }
      const keptCount = kepts.reduce((sum, kept) => sum + kept.length, 0);
      expect(keptCount).toBeLessThan(0.34 * 5 * 1500);
    }
  });
});

const RANGES: Readonly<Record<string, readonly [low: number, span: number]>> = {
  '8867-4': [35, 110],
  '9279-1': [5, 25],
  '2708-6': [80, 19],
  '8480-6': [80, 150],
  '8310-5': [34, 6.5],
};
