import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals, decimal, decimalText, parseDecimal, roundHalfUp } from './decimal.ts';

function round(text: string, places: number): string {
  return decimalText(roundHalfUp(decimal(text), places));
}

describe('decimals', () => {
  it('T5.1 rounds half up in decimal, where binary fractions would not', () => {
    expect(round('38.05', 1)).toBe('38.1');
    expect(round('38.04', 1)).toBe('38.0');
    expect(round('38.0499999', 1)).toBe('38.0');
    expect(round('1.005', 2)).toBe('1.01');
    expect(round('90.5', 0)).toBe('91');
    expect(round('-0.5', 0)).toBe('0');
    expect(round('-1.5', 0)).toBe('-1');
    expect(round('-1.51', 0)).toBe('-2');
    expect(round('7', 2)).toBe('7.00');
  });

  it('reads only plain decimals', () => {
    for (const text of ['0', '37', '37.0', '-4.25', '999999999.999999'])
      expect(decimalText(parseDecimal(text) ?? decimal('1'))).toBe(text);
    for (const text of ['', '-', '.5', '5.', '+1', '01', '1e3', '-0', '-0.00', '1,5', ' 1', '1\n'])
      expect(parseDecimal(text), text).toBeUndefined();
    for (const text of ['1234567890', '0.1234567', 'NaN', 'Infinity', '0x10', '١'])
      expect(parseDecimal(text), text).toBeUndefined();
  });

  it('compares and rounds as fractions do, for any decimals', () => {
    const any = fc.tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.nat({ max: 6 }));
    fc.assert(
      fc.property(any, any, fc.nat({ max: 3 }), ([a, p], [b, q], places) => {
        const [left, right] = [
          { digits: a, places: p },
          { digits: b, places: q },
        ];
        const difference = a * 10n ** BigInt(q) - b * 10n ** BigInt(p);
        expect(Math.sign(compareDecimals(left, right))).toBe(
          difference < 0n ? -1 : difference > 0n ? 1 : 0,
        );
        // x − ½ < rounded ≤ x + ½ in units of the last place
        const unit = 10n ** BigInt(p);
        const twice = 2n * roundHalfUp(left, places).digits * unit;
        const exact = 2n * a * 10n ** BigInt(places);
        expect(twice - exact <= unit && twice - exact > -unit).toBe(true);
      }),
    );
  });
});
