import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText } from './decimal.ts';
import type { StoredValue } from './series-code.ts';
import { decodeSeries, encodeSeries } from './series-code.ts';
import { TelemetryError } from './telemetry-error.ts';

const value = fc
  .tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.nat({ max: 6 }))
  .filter(([digits]) => digits !== 0n)
  .map(([digits, places]) => decimalText({ digits, places }));

const series = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 2 ** 43 - 1 }),
    value: fc.option(fc.oneof(value, fc.constantFrom('0', '0.0', '37', '37.0'))),
    marks: fc.integer({ min: 0, max: 255 }),
  }),
  { maxLength: 80 },
);

function faultOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof TelemetryError ? error.code : String(error);
  }
}

describe('stored series', () => {
  it('gives back exactly what was stored, digits and all, in any order of times', () => {
    fc.assert(
      fc.property(series, (values) => {
        expect(decodeSeries(encodeSeries(values))).toEqual(values);
      }),
    );
    const extremes = [0, 2 ** 43 - 1, 0, 5].map((at, n): StoredValue => {
      return { at, value: n % 2 ? '999999999999999' : '-999999999999999', marks: 255 * (n % 2) };
    });
    expect(decodeSeries(encodeSeries(extremes))).toEqual(extremes);
  });

  it('takes about two bytes a value at one a second with some jitter', () => {
    const values = Array.from({ length: 3600 }, (_, n): StoredValue => {
      const at = 1_790_000_000_000 + n * 1000 + ((n * 37) % 11);
      return { at, value: (36.8 + 0.3 * Math.sin(n / 50)).toFixed(1), marks: 0 };
    });
    expect(encodeSeries(values).length / values.length).toBeLessThan(2.05);
  });

  it('E5 refuses any other bytes with a typed error, and never reads them as something else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        let read: StoredValue[];
        try {
          read = decodeSeries(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(TelemetryError);
          return;
        }
        expect(encodeSeries(read)).toEqual(bytes);
      }),
    );
    const good = encodeSeries([{ at: 1000, value: '37.0', marks: 0 }]);
    expect(faultOf(() => decodeSeries(good.slice(0, -1)))).toBe('series');
    expect(faultOf(() => decodeSeries(Uint8Array.of(...good, 0)))).toBe('series');
    expect(faultOf(() => decodeSeries(Uint8Array.of(2, ...good.slice(1))))).toBe('series');
    expect(faultOf(() => decodeSeries(new Uint8Array(0)))).toBe('series');
    const empty = encodeSeries([]);
    expect(decodeSeries(empty)).toEqual([]);
    // The same number, or the same run, said in a longer way.
    expect(faultOf(() => decodeSeries(Uint8Array.of(empty[0] ?? 0, 0x80, 0x00, 0)))).toBe('series');
    const nulls = encodeSeries([0, 0].map((at) => ({ at, value: null, marks: 0 })));
    expect([...nulls]).toEqual([1, 2, 0, 2, 0, 0, 0, 0]);
    expect(faultOf(() => decodeSeries(Uint8Array.of(1, 2, 0, 1, 0, 0, 1, 0, 0, 0, 0)))).toBe(
      'series',
    );
    expect(faultOf(() => decodeSeries(Uint8Array.of(1, 2, 5, 2, 0, 0, 0, 0)))).toBe('series');
  });

  it('refuses values that it cannot keep exactly', () => {
    const keep = (change: Partial<StoredValue>) =>
      faultOf(() => encodeSeries([{ at: 0, value: '1', marks: 0, ...change }]));
    expect(keep({})).toBeUndefined();
    for (const text of ['1e3', 'NaN', '-0', '01', '1.0000000000001', '1000000000000000'])
      expect(keep({ value: text }), text).toBe('value');
    expect(keep({ at: -1 })).toBe('value');
    expect(keep({ at: 2 ** 43 })).toBe('value');
    expect(keep({ at: 0.5 })).toBe('value');
    expect(keep({ marks: 256 })).toBe('value');
  });
});
