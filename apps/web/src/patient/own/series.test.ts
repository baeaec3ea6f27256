import { describe, expect, it } from 'vitest';
import { columnsOf, seriesOf } from './series.ts';

const start = Date.parse('2026-11-20T10:00:00Z');
const row = (minutes: number, value: number) => ({
  at: new Date(start + minutes * 60_000).toISOString(),
  code: '8867-4',
  value: String(value),
  device: 'd',
  reading: 'reading/0',
});

describe('a trend', () => {
  it('T9 draws no line across what was not measured', () => {
    const [series] = seriesOf([0, 1, 2, 3, 20, 21].map((minutes) => row(minutes, 70)));
    expect(series === undefined ? [] : columnsOf(series)[1]).toEqual([
      70,
      70,
      70,
      70,
      null,
      70,
      70,
    ]);
  });

  it('T3 shows late readings at their own time', () => {
    const [series] = seriesOf([row(2, 72), row(0, 70), row(1, 71)]);
    expect(series?.points.map(({ value }) => value)).toEqual([70, 71, 72]);
  });
});
