import { describe, expect, test } from 'vitest';
import { amountOf, timesOf, unitOfForm } from './written-dose.ts';

describe('a dose as it was typed', () => {
  test('is a plain number with a point or a comma', () => {
    expect(['1', ' 2 ', '0.5', '0,5', '12.25', '1.000'].map(amountOf)).toEqual([
      1, 2, 0.5, 0.5, 12.25, 1,
    ]);
  });

  test('is nothing where it could be read in two ways, or is no number', () => {
    expect(['1,000', '0', '', 'one', '1-2', '1e3', '-1', '1 tablet'].map(amountOf)).toEqual(
      Array.from({ length: 8 }, () => null),
    );
  });

  test('is given a whole number of times, never once for words that are not understood', () => {
    expect(['1', '3', ' 24'].map(timesOf)).toEqual([1, 3, 24]);
    expect(['', 'tid', '1.5', '0', '25', '100', '-2'].map(timesOf)).toEqual(
      Array.from({ length: 7 }, () => null),
    );
  });

  test('is counted in what the form is counted in', () => {
    expect(
      ['oral capsule', 'extended release oral tablet', '', 'topical cream'].map(unitOfForm),
    ).toEqual(['capsule', 'tablet', 'tablet', '']);
  });
});
