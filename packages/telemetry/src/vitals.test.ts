import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, decimalText, roundHalfUp } from './decimal.ts';
import { measured, vitalOf, vitals } from './vitals.ts';

function converted(code: string, value: string, unit: string) {
  const found = measured({ code, value, unit });
  return 'because' in found ? found.because : found.value;
}

describe('units', () => {
  it('T2.3 converts exactly into the kept unit', () => {
    expect(converted('8310-5', '98.6', '[degF]')).toBe('37');
    expect(converted('8310-5', '100.4', '[degF]')).toBe('38');
    expect(converted('8310-5', '310.15', 'K')).toBe('37');
    expect(converted('8867-4', '1.2', 'Hz')).toBe('72');
    expect(converted('8480-6', '13.3322', 'kPa')).toBe('100');
    expect(converted('29463-7', '150', '[lb_av]')).toBe('68.0388555');
    expect(converted('8302-2', '1.75', 'm')).toBe('175');
    expect(converted('3151-8', '1500', 'mL/min')).toBe('1.5');
    expect(converted('2339-0', '0.9', 'g/L')).toBe('90');
  });

  it('T2.3 keeps the digits of a value that is in the kept unit already', () => {
    expect(converted('8310-5', '37.0', 'Cel')).toBe('37.0');
    expect(converted('9279-1', '16', '{breaths}/min')).toBe('16');
  });

  it('T2.3 refuses only what encodes no measurement; extreme values are kept and flagged', () => {
    expect(converted('2708-6', '100', '%')).toBe('100');
    expect(converted('2708-6', '100.1', '%')).toBe('impossible');
    expect(converted('8867-4', '-1', '/min')).toBe('impossible');
    expect(converted('8310-5', '-273.16', 'Cel')).toBe('impossible');
    expect(measured({ code: '8867-4', value: '300', unit: '/min' })).toMatchObject({
      value: '300',
      extreme: true,
    });
    expect(measured({ code: '8310-5', value: '25.4', unit: 'Cel' })).toMatchObject({
      extreme: true,
    });
    expect(measured({ code: '2708-6', value: '69', unit: '%' })).toMatchObject({ extreme: true });
    expect(measured({ code: '2708-6', value: '70', unit: '%' })).toMatchObject({ extreme: false });
    expect(measured({ code: '8867-4', value: '0', unit: '/min' })).toMatchObject({ extreme: true });
  });

  it('names unknown codes and units, and never guesses a unit', () => {
    expect(converted('1234-5', '1', '/min')).toBe('code');
    expect(converted('8310-5', '98.6', '%')).toBe('unit');
    expect(converted('8310-5', '98.6', 'degF')).toBe('unit');
    expect(converted('2339-0', '5', 'mmol/L')).toBe('unit');
    expect(converted('8867-4', '1e2', '/min')).toBe('decimal');
    expect(vitalOf('__proto__')).toBeUndefined();
    expect(converted('8867-4', '1', 'constructor')).toBe('unit');
  });

  it('every row has its kept unit first, unchanged by conversion', () => {
    for (const { code, unit } of vitals())
      expect(measured({ code, value: '41.50', unit })).toMatchObject({ value: '41.50', unit });
  });

  it('T5.1 a converted temperature rounds to the same tenth as the exact fraction', () => {
    fc.assert(
      fc.property(fc.integer({ min: 70_000_000, max: 120_000_000 }), fc.nat({ max: 6 }), (n, k) => {
        const text = decimalText(roundHalfUp({ digits: BigInt(n), places: 6 }, k));
        const found = measured({ code: '8310-5', value: text, unit: '[degF]' });
        if ('because' in found) throw new Error(found.because);
        const tenth = roundHalfUp(decimal(found.value), 1).digits;
        // tenths = floor(((F − 32) · 5/9) · 10 + ½), all over 18 · 10^k
        const { digits, places } = decimal(text);
        const over = 18n * 10n ** BigInt(places);
        const exact = (digits - 32n * 10n ** BigInt(places)) * 100n + over / 2n;
        expect(tenth).toBe(exact / over);
      }),
    );
  });
});
