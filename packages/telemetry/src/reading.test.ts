import { describe, expect, it } from 'vitest';
import type { MessageForm } from './message.ts';
import { toObservations } from './observation.ts';
import type { Reading } from './reading.ts';
import { pointsOf, readingOf } from './reading.ts';

const NOW = Date.UTC(2026, 9, 1, 12);
const FORM: MessageForm = {
  v: 1,
  device: 'ab'.repeat(32),
  boot: 2,
  counter: 5,
  at: NOW - 500,
  clock: 'synced',
  observations: [
    { code: '8310-5', value: '100.3', unit: '[degF]' },
    { code: '8867-4', value: '250', unit: '{beats}/min' },
    { code: '2708-6', value: null, unit: '%', quality: 'sensor-off' },
    { code: '8480-6', value: '121', unit: 'mm[Hg]' },
    { code: '8462-4', value: '80', unit: 'mm[Hg]' },
  ],
};

function reading(change: Partial<MessageForm> = {}): Reading {
  const found = readingOf({ ...FORM, ...change }, NOW);
  if ('because' in found) throw new Error(found.because);
  return found.reading;
}

describe('reading', () => {
  it('T2.3 keeps the given value beside the converted one, and flags extremes', () => {
    const [temperature, pulse, saturation] = reading().values;
    expect(temperature).toEqual({
      code: '8310-5',
      value: '37.944444444444',
      unit: 'Cel',
      given: { value: '100.3', unit: '[degF]' },
      quality: null,
      extreme: false,
    });
    expect(pulse).toMatchObject({ value: '250', unit: '/min', extreme: true });
    expect(saturation).toMatchObject({ value: null, quality: 'sensor-off', extreme: false });
  });

  it('T2.3 a clock at fault is kept, flagged, and shown at the time of receipt', () => {
    expect(reading()).toMatchObject({ clock: null, at: NOW - 500, shownAt: NOW - 500 });
    expect(reading({ clock: 'unsynced' })).toMatchObject({ clock: 'unsynced', shownAt: NOW });
    expect(reading({ at: NOW + 120_000 })).toMatchObject({ clock: null, shownAt: NOW + 120_000 });
    expect(reading({ at: NOW + 120_001 })).toMatchObject({
      clock: 'future',
      at: NOW + 120_001,
      shownAt: NOW,
    });
    expect(reading({ at: 12_345 })).toMatchObject({ clock: 'past', at: 12_345, shownAt: NOW });
    expect(reading({ at: NOW - 6 * 86_400_000 })).toMatchObject({ clock: null });
  });

  it('T2.3 names the code that cannot be a measurement', () => {
    const one = (code: string, value: string, unit: string) =>
      readingOf({ ...FORM, observations: [{ code, value, unit }] }, NOW);
    expect(one('2708-6', '120', '%')).toEqual({ because: 'impossible', code: '2708-6' });
    expect(one('9999-9', '1', '%')).toEqual({ because: 'code', code: '9999-9' });
    expect(one('2708-6', '98', '1')).toEqual({ because: 'unit', code: '2708-6' });
  });

  it('T3 gives points at the shown time; test values give none', () => {
    const points = pointsOf(reading({ at: NOW + 999_999 }));
    expect(points).toHaveLength(5);
    for (const point of points) expect(point).toMatchObject({ at: NOW, source: 'monitor' });
    const test = { code: '8867-4', value: '60', unit: '/min', quality: 'test' as const };
    expect(pointsOf(reading({ observations: [test] }))).toEqual([]);
  });
});

describe('FHIR observations of a reading', () => {
  const context = { subject: 'Patient/p1', device: 'Device/d1' };

  it('follow the vital-signs profile: category, LOINC, UCUM, subject, time to the millisecond', () => {
    const [temperature] = toObservations(reading(), context);
    expect(temperature).toEqual({
      resourceType: 'Observation',
      meta: {},
      identifier: [{ system: 'urn:careledger:reading', value: `${'ab'.repeat(32)}-2-5-8310-5` }],
      status: 'final',
      category: [
        {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/observation-category',
              code: 'vital-signs',
              display: 'Vital Signs',
            },
          ],
        },
      ],
      code: {
        coding: [{ system: 'http://loinc.org', code: '8310-5', display: 'Body temperature' }],
        text: 'Body temperature',
      },
      subject: { reference: 'Patient/p1' },
      device: { reference: 'Device/d1' },
      effectiveDateTime: '2026-10-01T11:59:59.500Z',
      issued: '2026-10-01T12:00:00.000Z',
      valueQuantity: { value: 37.9, unit: 'Cel', system: 'http://unitsofmeasure.org', code: 'Cel' },
    });
  });

  it('put blood pressures into one panel, and saturation under both codes with its absence', () => {
    const found = toObservations(reading(), { subject: 'Patient/p1' });
    expect(found).toHaveLength(4);
    const panel = found.at(-1);
    expect(panel).not.toHaveProperty('valueQuantity');
    expect(panel).not.toHaveProperty('device');
    expect(panel?.code.coding[0]?.code).toBe('85354-9');
    expect(
      panel?.component?.map(({ code, valueQuantity }) => [
        code.coding[0]?.code,
        valueQuantity?.value,
      ]),
    ).toEqual([
      ['8480-6', 121],
      ['8462-4', 80],
    ]);
    const saturation = found[2];
    expect(saturation?.code.coding.map(({ code }) => code)).toEqual(['2708-6', '59408-5']);
    expect(saturation).not.toHaveProperty('valueQuantity');
    expect(saturation?.dataAbsentReason?.coding[0]?.code).toBe('not-performed');
    expect(saturation?.status).toBe('preliminary');
  });

  it('T2.3 show what is wrong with a value', () => {
    const flags = (change: Partial<MessageForm>) =>
      toObservations(reading(change), context).map(({ meta }) => meta.tag?.map(({ code }) => code));
    expect(flags({})).toEqual([undefined, ['extreme'], ['sensor-off'], undefined]);
    expect(flags({ clock: 'unsynced' })[0]).toEqual(['clock-unsynced']);
    const test = { code: '8867-4', value: '60', unit: '/min', quality: 'test' as const };
    const [observation] = toObservations(reading({ observations: [test] }), context);
    expect(observation?.meta.security?.[0]?.code).toBe('HTEST');
  });
});
