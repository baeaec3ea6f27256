import { describe, expect, it } from 'vitest';
import type { Latest, Point } from './latest.ts';
import { BREATHING, CONSCIOUSNESS, withLatest } from './latest.ts';
import type { ScoreSettings } from './score.ts';
import { scoreAt, scoresOver } from './score.ts';

const MINUTE = 60_000;
const NOW = 1_790_000_000_000;
const ADULT: ScoreSettings = { ageYears: 70, pregnant: false, unsuitable: null, scale2: null };
const DECIDED = { by: 'dr', at: NOW - MINUTE, until: null };

function point(code: string, value: string | null, change: Partial<Point> = {}): Point {
  return { code, at: NOW, order: code, value, quality: null, source: 'monitor', ...change };
}

function nurse(code: string, value: string, change: Partial<Point> = {}): Point {
  return point(code, value, { source: 'nurse', ...change });
}

const MONITOR = [
  point('9279-1', '22'),
  point('2708-6', '94'),
  point('8480-6', '120'),
  point('8867-4', '95'),
  point('8310-5', '38.54'),
];
const BEDSIDE = [nurse(CONSCIOUSNESS, 'A'), nurse(BREATHING, 'air')];

function score(points: readonly Point[], settings = ADULT, at = NOW) {
  let latest: Latest = new Map();
  for (const each of points) latest = withLatest(latest, each);
  return scoreAt({ at, latest, settings });
}

describe('score of the latest values', () => {
  it('T5.1 gives the row that the command line prints', () => {
    expect(score([...MONITOR, ...BEDSIDE])).toEqual({
      at: NOW,
      score: 5,
      says: '5',
      inputs: {
        respiratoryRate: 22,
        spo2: 94,
        scale: 1,
        oxygen: false,
        systolic: 120,
        pulse: 95,
        consciousness: 'A',
        temperature: 38.5,
      },
      parts: {
        respiratoryRate: 2,
        spo2: 1,
        oxygen: 0,
        systolic: 0,
        pulse: 1,
        consciousness: 0,
        temperature: 1,
      },
      missing: [],
      incomplete: false,
      red: false,
      band: 'medium',
      source: 'mixed',
      because: null,
    });
  });

  it('T5.2 not under 16, in pregnancy, where marked unsuitable, or at an unknown age without a decision', () => {
    const all = [...MONITOR, ...BEDSIDE];
    const because = (change: Partial<ScoreSettings>) => score(all, { ...ADULT, ...change });
    expect(because({ ageYears: 15 })).toMatchObject({
      score: null,
      band: null,
      because: 'under-16',
    });
    expect(because({ ageYears: 16 })).toMatchObject({ score: 5, because: null });
    expect(because({ pregnant: true })).toMatchObject({
      score: null,
      red: false,
      because: 'pregnant',
    });
    expect(because({ unsuitable: DECIDED })).toMatchObject({ score: null, because: 'unsuitable' });
    expect(because({ unsuitable: { ...DECIDED, until: NOW } })).toMatchObject({ score: 5 });
    expect(because({ ageYears: null })).toMatchObject({ score: null, because: 'age-unknown' });
    expect(because({ ageYears: null, adult: DECIDED })).toMatchObject({ score: 5 });
    expect(because({ ageYears: 15, adult: DECIDED })).toMatchObject({ because: 'under-16' });
  });

  it('T5.2 scale 2 only by a recorded decision, from when it was taken', () => {
    const copd = [...MONITOR, point('2708-6', '89', { order: 'later' }), ...BEDSIDE];
    expect(score(copd).parts.spo2).toBe(3);
    expect(score(copd, { ...ADULT, scale2: DECIDED })).toMatchObject({
      inputs: { scale: 2 },
      parts: { spo2: 0 },
    });
    const tomorrow = { ...DECIDED, at: NOW + 1 };
    expect(score(copd, { ...ADULT, scale2: tomorrow })).toMatchObject({ inputs: { scale: 1 } });
  });

  it('T5.3 incomplete reads "≥ n, incomplete" and keeps the trigger of a single 3', () => {
    const found = score([point('9279-1', '26'), point('8867-4', '80')]);
    expect(found).toMatchObject({ score: 3, red: true, band: 'low-medium', incomplete: true });
    expect(found.says).toBe('≥ 3, incomplete');
    expect(found.missing).toEqual(['spo2', 'oxygen', 'systolic', 'consciousness', 'temperature']);
    expect(found.inputs).toMatchObject({ spo2: null, oxygen: null, temperature: null });
    expect(score([])).toMatchObject({ score: null, because: 'no-values', band: null });
  });

  it('T5.3 doubtful, test, old and future values count as missing, and hide the good one before', () => {
    for (const quality of [
      'questionable',
      'calibrating',
      'motion',
      'sensor-off',
      'test',
    ] as const) {
      const doubted = point('9279-1', '26', { quality, at: NOW, order: 'b' });
      const good = point('9279-1', '16', { at: NOW - MINUTE, order: 'a' });
      expect(score([...MONITOR.slice(1), good, doubted]).missing).toContain('respiratoryRate');
    }
    const old = MONITOR.map((each) => ({ ...each, at: NOW - 60 * MINUTE - 1 }));
    expect(score(old)).toMatchObject({ because: 'no-values' });
    expect(score(MONITOR.map((each) => ({ ...each, at: NOW - 60 * MINUTE })))).toMatchObject({
      score: 5,
    });
    expect(score(MONITOR, ADULT, NOW - 1)).toMatchObject({ because: 'no-values' });
    expect(score(BEDSIDE, ADULT, NOW + 12 * 60 * MINUTE)).toMatchObject({ score: 0 });
    expect(score(BEDSIDE, ADULT, NOW + 12 * 60 * MINUTE + 1)).toMatchObject({ score: null });
  });

  it('T5.4 labels scores from monitors apart from those that a nurse confirmed', () => {
    expect(score(MONITOR).source).toBe('monitor');
    const confirmed = MONITOR.map((each): Point => ({ ...each, source: 'nurse' }));
    expect(score([...confirmed, ...BEDSIDE]).source).toBe('nurse');
    expect(score([...MONITOR, ...BEDSIDE]).source).toBe('mixed');
    expect(score([]).source).toBeNull();
  });

  it('T5.1 takes oxygen from flow, concentration or the nurse, whichever is newest', () => {
    const oxygen = (...points: Point[]) => score(points).inputs.oxygen;
    expect(oxygen(point('3151-8', '2'))).toBe(true);
    expect(oxygen(point('3151-8', '0'))).toBe(false);
    expect(oxygen(point('3150-6', '21'))).toBe(false);
    expect(oxygen(point('3150-6', '21.5'))).toBe(true);
    const earlier = { at: NOW - MINUTE };
    expect(oxygen(point('3151-8', '2', earlier), nurse(BREATHING, 'air'))).toBe(false);
    expect(oxygen(point('3151-8', '2'), nurse(BREATHING, 'air', earlier))).toBe(true);
    expect(oxygen(nurse(BREATHING, 'oxygen'))).toBe(true);
  });

  it('T5.1 takes the newer of the two saturation codes', () => {
    const found = score([point('2708-6', '99', { at: NOW - 1 }), point('59408-5', '90')]);
    expect(found.inputs.spo2).toBe(90);
  });

  it('T3 the scores of a series do not depend on the order in which its points came', () => {
    const points = [0, 1, 2, 3].flatMap((minute) =>
      MONITOR.map((each) => ({
        ...each,
        at: NOW + minute * MINUTE,
        value: each.code === '9279-1' ? String(18 + 3 * minute) : each.value,
      })),
    );
    const scores = scoresOver(points, ADULT);
    expect(scores.map(({ score: total }) => total)).toEqual([3, 5, 5, 6]);
    expect(scores.map(({ at }) => (at - NOW) / MINUTE)).toEqual([0, 1, 2, 3]);
    expect(scoresOver(points.toReversed(), ADULT)).toEqual(scores);
    expect(scoresOver([...points, ...points], ADULT)).toEqual(scores);
  });
});
