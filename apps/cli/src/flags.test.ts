import { describe, expect, it } from 'vitest';
import { endOfDay } from './flags.ts';

describe('the last day that a flag names', () => {
  it('is over at the midnight after it, also at the end of a year', () => {
    expect(endOfDay('2027-02-28', '--until')).toBe(new Date(2027, 2, 1).toISOString());
    expect(endOfDay('2027-12-31', '--until')).toBe(new Date(2028, 0, 1).toISOString());
  });

  it.each(['2027-02-31', '2027-02-29', '2027-13-01', '2027-1-1', 'tomorrow', ''])(
    'is refused where there is none: %j',
    (day) => {
      expect(() => endOfDay(day, '--until')).toThrow('is no day like');
    },
  );
});
