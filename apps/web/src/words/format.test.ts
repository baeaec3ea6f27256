import { describe, expect, it } from 'vitest';
import { formatsOf } from './format.ts';
import { showUnit } from './show-unit.ts';

const now = () => Date.parse('2026-11-20T14:06:00');

describe('dates and numbers', () => {
  it('T9 are written for their reader, never as figures alone', () => {
    const at = '2026-11-18T09:05:07';
    expect(formatsOf('en', 'staff', now).when(at)).toBe('18-Nov-2026 09:05');
    expect(formatsOf('en', 'patient', now).when(at)).toBe('18 November 2026, 09:05');
    expect(formatsOf('de', 'patient', now).when(at)).toBe('18. November 2026, 09:05');
    expect(formatsOf('en', 'staff', now).when('2026-11-20T13:40:00')).toBe('today 13:40');
    expect(formatsOf('en', 'staff', now).time(at, { seconds: true })).toBe('09:05:07');
  });

  it('T9 keep a date without a time on its day, wherever the reader is', () => {
    expect(formatsOf('en', 'patient', now).when('1968-02-08')).toBe('8 February 1968');
  });

  it('R9 give the age in years, months or days as wards do', () => {
    const formats = formatsOf('en', 'staff', now);
    expect(formats.age('1959-11-20')).toBe('67y');
    expect(formats.age('2025-09-18')).toBe('14m');
    expect(formats.age('2026-11-08')).toBe('12d');
  });

  it('T5.1 have no trailing zero, a leading one, and the unit after a space that does not break', () => {
    const formats = formatsOf('en', 'staff', now);
    expect(formats.number(2.0, { unit: 'mg' })).toBe('2\u00a0mg');
    expect(formats.number(0.5, { unit: 'mg' })).toBe('0.5\u00a0mg');
    expect(formats.number(1204)).toBe('1,204');
    expect(formatsOf('de', 'staff', now).number(0.5)).toBe('0,5');
    expect([showUnit('Cel'), showUnit('ug'), showUnit('[IU]')]).toEqual([
      '°C',
      'micrograms',
      'units',
    ]);
  });
});
