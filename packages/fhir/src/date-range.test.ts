import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateRange } from './date-range.ts';

const at = (text: string): number => Date.parse(text);

describe('dateRange', () => {
  it.each([
    ['2024', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['2024-02', '2024-02-01T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['2024-12', '2024-12-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['2024-02-29T10:30', '2024-02-29T10:30:00Z', '2024-02-29T10:31:00Z'],
    ['2024-02-29T10:30+02:00', '2024-02-29T08:30:00Z', '2024-02-29T08:31:00Z'],
    ['2024-02-29T23:59:59-05:30', '2024-03-01T05:29:59Z', '2024-03-01T05:30:00Z'],
    ['2024-02-29T10:30:15.2Z', '2024-02-29T10:30:15.200Z', '2024-02-29T10:30:15.300Z'],
    ['2024-02-29T10:30:15.25Z', '2024-02-29T10:30:15.250Z', '2024-02-29T10:30:15.260Z'],
    ['2024-02-29T10:30:15.1234567Z', '2024-02-29T10:30:15.123Z', '2024-02-29T10:30:15.124Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z', '2017-01-01T00:00:01Z'],
  ])('%s stands for the whole of its precision', (text, from, to) => {
    expect(dateRange(text)).toEqual({ from: at(from), to: at(to) });
  });

  it.each([
    '',
    '24',
    '0000',
    '2024-00',
    '2024-13',
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-1-1',
    '2024-01-01T',
    '2024-01-01T24:00Z',
    '2024-01-01T10:60Z',
    '2024-01-01T10:00:61Z',
    '2024-01-01T10:00:00+15:00',
    '2024-01-01T10:00:00+14:30',
    '2024-01-01 10:00',
    ' 2024',
    '2024-01-01T10',
    '20240101',
  ])('%j is no date', (text) => {
    expect(dateRange(text)).toBeUndefined();
  });

  it('reads years before 100 as they are written', () => {
    const range = dateRange('0033-04-03');
    expect(new Date(range?.from ?? 0).toISOString()).toBe('0033-04-03T00:00:00.000Z');
  });

  const day = fc.date({
    min: new Date('0001-01-02'),
    max: new Date('9998-12-31'),
    noInvalidDate: true,
  });

  it('every instant lies within its own day, month and year, each within the next', () => {
    fc.assert(
      fc.property(day, (date) => {
        const text = date.toISOString();
        const ranges = [text, text.slice(0, 10), text.slice(0, 7), text.slice(0, 4)].map(dateRange);
        let inner = { from: date.getTime(), to: date.getTime() + 1 };
        for (const range of ranges) {
          expect(range).toBeDefined();
          expect(range?.from).toBeLessThanOrEqual(inner.from);
          expect(range?.to).toBeGreaterThanOrEqual(inner.to);
          inner = range ?? inner;
        }
      }),
    );
  });

  it('a zone moves the range and does not change its length', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, minutes) => {
        const size = Math.abs(minutes);
        const two = (value: number): string => String(value).padStart(2, '0');
        const zone = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        const local = date.toISOString().slice(0, 19);
        const zoned = dateRange(local + zone);
        const plain = dateRange(`${local}Z`);
        expect(zoned && plain && plain.from - zoned.from).toBe(minutes * 60_000);
        expect(zoned && zoned.to - zoned.from).toBe(1000);
      }),
    );
  });
});
