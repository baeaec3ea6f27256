import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Latest, Point } from './latest.ts';
import { comparePoints, createSeries, orderOf, withLatest } from './latest.ts';

function point(at: number, counter: number, code = '8867-4'): Point {
  const order = orderOf({ device: 'ab'.repeat(32), boot: 1, counter });
  return { code, at, order, value: String(60 + (counter % 9)), quality: null, source: 'monitor' };
}

const points = fc.array(
  fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 }), fc.constantFrom('8867-4', '9279-1')),
  { maxLength: 60 },
);

function latestOf(sequence: readonly Point[]): Latest {
  let latest: Latest = new Map();
  for (const each of sequence) latest = withLatest(latest, each);
  return latest;
}

describe('latest values and series', () => {
  it('T3 a late reading never replaces a newer one', () => {
    const latest = latestOf([point(2000, 2), point(1000, 1)]);
    expect(latest.get('8867-4')?.at).toBe(2000);
  });

  it('T3 counters order as numbers, also where times are equal', () => {
    expect(comparePoints(point(5, 9), point(5, 10))).toBeLessThan(0);
    expect(latestOf([point(5, 10), point(5, 9)]).get('8867-4')?.order).toContain('10');
  });

  it('T3 any order and any repetition give the same series and the same latest values', () => {
    fc.assert(
      fc.property(points, fc.infiniteStream(fc.nat()), (rows, keys) => {
        const sent = rows.map(([at, counter, code]) => point(at, counter, code));
        const mixed = [...sent, ...sent]
          .map((each) => ({ each, key: keys.next().value ?? 0 }))
          .toSorted((left, right) => left.key - right.key)
          .map(({ each }) => each);
        expect(new Map(latestOf(mixed))).toEqual(new Map(latestOf(sent)));

        const [series, other] = [createSeries(), createSeries()];
        for (const each of sent.filter(({ code }) => code === '8867-4')) series.insert(each);
        for (const each of mixed.filter(({ code }) => code === '8867-4')) other.insert(each);
        const all = series.between(0, Infinity);
        expect(other.between(0, Infinity)).toEqual(all);
        expect(all).toEqual([...all].toSorted(comparePoints));
        expect(other.newest()).toEqual(all.at(-1));
        expect(other.size).toBe(all.length);
      }),
    );
  });

  it('T3 a series says whether a point was new, and cuts by time', () => {
    const series = createSeries();
    expect(series.insert(point(10, 1))).toBe(true);
    expect(series.insert(point(30, 3))).toBe(true);
    expect(series.insert(point(20, 2))).toBe(true);
    expect(series.insert(point(20, 2))).toBe(false);
    expect(series.between(10, 30).map(({ at }) => at)).toEqual([10, 20]);
    expect(series.between(11, 31).map(({ at }) => at)).toEqual([20, 30]);
    expect(series.between(31, 99)).toEqual([]);
  });
});
