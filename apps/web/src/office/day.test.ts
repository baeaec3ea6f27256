import { describe, expect, it } from 'vitest';
import { readDay } from './day.ts';

const now = new Date(2026, 10, 20, 14, 6).getTime();

describe('readDay', () => {
  it.each([
    ['18-nov', '2026-11-18'],
    ['18-Nov-2026', '2026-11-18'],
    ['18 November 2025', '2025-11-18'],
    ['3. Dez. 2025', '2025-12-03'],
    ['18.11.2026', '2026-11-18'],
    ['18.11.', '2026-11-18'],
    ['2026-11-18', '2026-11-18'],
    ['24-dec', '2025-12-24'],
    ['today', '2026-11-20'],
    ['gestern', '2026-11-19'],
    ['29-feb-2024', '2024-02-29'],
  ])('reads %s as %s', (text, day) => {
    expect(readDay(text, now)).toBe(day);
  });

  it.each([
    ['24-dec', '2026-12-24'],
    ['19-nov', '2027-11-19'],
    ['20-nov', '2026-11-20'],
    ['31.1.2027', '2027-01-31'],
  ])('reads %s as %s where days lie ahead', (text, day) => {
    expect(readDay(text, now, { isAhead: true })).toBe(day);
  });

  it.each(['', '18', 'nov', '31-nov', '29-feb-2026', '11/18/2026', '18-11-26', '18-xyz', '0-jan'])(
    'reads no day in %j',
    (text) => {
      expect(readDay(text, now)).toBeUndefined();
    },
  );
});
