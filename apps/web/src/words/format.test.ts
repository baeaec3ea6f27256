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
    expect(formatsOf('de', 'staff', now).when(at)).toBe('18. Nov. 2026 09:05');
    expect(formatsOf('de', 'staff', now).date('2026-03-08')).toBe('08. März 2026');
    expect(formatsOf('en', 'staff', now).date('2026-09-08')).toBe('08-Sep-2026');
    expect(formatsOf('de', 'patient', now).month(at)).toBe('November 2026');
    expect(formatsOf('de', 'staff', now).when('2026-11-20T13:40:00')).toBe('heute 13:40');
    expect(formatsOf('de', 'patient', now).when('2026-11-20T13:40:00')).toBe('Heute, 13:40');
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
    const german = formatsOf('de', 'staff', now);
    expect(german.age('1959-11-20')).toBe('67\u00a0J.');
    expect(german.age('1959-11-21')).toBe('66\u00a0J.');
    expect(german.age('2025-09-18')).toBe('14\u00a0Mon.');
    expect(german.age('2026-11-08')).toBe('12\u00a0T.');
    expect(german.age('2026-10-23')).toBe('28\u00a0T.');
  });

  it('T5.1 have no trailing zero, a leading one, and the unit after a space that does not break', () => {
    const formats = formatsOf('en', 'staff', now);
    expect(formats.number(2.0, { unit: 'mg' })).toBe('2\u00a0mg');
    expect(formats.number(0.5, { unit: 'mg' })).toBe('0.5\u00a0mg');
    expect(formats.number(1204)).toBe('1,204');
    const german = formatsOf('de', 'patient', now);
    expect(german.number(0.5)).toBe('0,5');
    expect(german.number(36.6, { digits: 1, unit: '°C' })).toBe('36,6\u00a0°C');
    expect(german.number(1204)).toBe('1.204');
    expect(german.number(500, { unit: 'micrograms' })).toBe('500\u00a0Mikrogramm');
    expect(german.number(2, { unit: 'tablets' })).toBe('2\u00a0Tabletten');
    expect([showUnit('Cel'), showUnit('ug'), showUnit('[IU]')]).toEqual([
      '°C',
      'micrograms',
      'units',
    ]);
  });
});
