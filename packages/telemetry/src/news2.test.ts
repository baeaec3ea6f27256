import { describe, expect, it } from 'vitest';
import { decimal } from './decimal.ts';
import type { Consciousness, News2Inputs } from './news2.ts';
import { bandOf, chartInterval, news2 } from './news2.ts';

function score(
  respiratoryRate: string,
  spo2: string,
  scale: 1 | 2,
  oxygen: boolean,
  systolic: string,
  pulse: string,
  consciousness: Consciousness,
  temperature: string,
) {
  return news2({
    respiratoryRate,
    spo2,
    scale,
    oxygen,
    systolic,
    pulse,
    consciousness,
    temperature,
  });
}

const WELL: News2Inputs = {
  respiratoryRate: '16',
  spo2: '98',
  scale: 1,
  oxygen: false,
  systolic: '120',
  pulse: '70',
  consciousness: 'A',
  temperature: '37.0',
};

function parts(part: keyof ReturnType<typeof news2>['parts'], inputs: Partial<News2Inputs>[]) {
  return inputs.map((input) => news2({ ...WELL, ...input }).parts[part]);
}

describe('NEWS2', () => {
  it('T5.1 scores whole sets of values as the chart does', () => {
    expect(score('16', '98', 1, false, '120', '70', 'A', '37.0')).toMatchObject({
      score: 0,
      band: 'low',
    });
    expect(score('22', '94', 1, false, '120', '95', 'A', '38.5')).toMatchObject({
      score: 5,
      band: 'medium',
      red: false,
      parts: {
        respiratoryRate: 2,
        spo2: 1,
        oxygen: 0,
        systolic: 0,
        pulse: 1,
        consciousness: 0,
        temperature: 1,
      },
    });
    expect(score('25', '90', 1, true, '120', '135', 'C', '36.5')).toMatchObject({
      score: 14,
      band: 'high',
      red: true,
    });
    expect(score('8', '83', 2, true, '90', '40', 'U', '35.0')).toMatchObject({
      score: 20,
      band: 'high',
    });
    // An implementation guide's example that says 6: by the table it is 5.
    expect(score('21', '93', 1, false, '120', '95', 'A', '37.5')).toMatchObject({ score: 5 });
  });

  it('T5.3 a single 3 is low-medium, not high and not low', () => {
    expect(score('18', '98', 1, false, '85', '75', 'A', '36.5')).toMatchObject({
      score: 3,
      red: true,
      band: 'low-medium',
    });
    expect(score('16', '93', 2, true, '120', '70', 'A', '37')).toMatchObject({
      score: 3,
      red: false,
      band: 'low',
    });
    expect(score('16', '97', 2, true, '120', '70', 'A', '37')).toMatchObject({
      score: 5,
      red: true,
      band: 'medium',
    });
  });

  it('T5.1 saturation scales 1 and 2, on air and on oxygen', () => {
    expect(parts('spo2', [{ spo2: '89' }, { spo2: '89', scale: 2 }])).toEqual([3, 0]);
    expect(parts('spo2', [{ spo2: '97', scale: 2 }])).toEqual([0]);
    const scale1 = ['91', '92', '93', '94', '95', '96'].map((spo2) => ({ spo2 }));
    expect(parts('spo2', scale1)).toEqual([3, 2, 2, 1, 1, 0]);
    const scale2 = Array.from({ length: 15 }, (_, n) => ({
      spo2: String(83 + n),
      scale: 2 as const,
    }));
    expect(
      parts(
        'spo2',
        scale2.map((each) => ({ ...each, oxygen: true })),
      ),
    ).toEqual([3, 2, 2, 1, 1, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3]);
    expect(
      parts(
        'spo2',
        scale2.map((each) => ({ ...each, oxygen: false })),
      ),
    ).toEqual([3, 2, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('T5.1 every boundary of the chart', () => {
    const rates = ['8', '9', '11', '12', '20', '21', '24', '25'];
    expect(
      parts(
        'respiratoryRate',
        rates.map((respiratoryRate) => ({ respiratoryRate })),
      ),
    ).toEqual([3, 1, 1, 0, 0, 2, 2, 3]);
    const pressures = ['90', '91', '100', '101', '110', '111', '219', '220'];
    expect(
      parts(
        'systolic',
        pressures.map((systolic) => ({ systolic })),
      ),
    ).toEqual([3, 2, 2, 1, 1, 0, 0, 3]);
    const pulses = ['40', '41', '50', '51', '90', '91', '110', '111', '130', '131'];
    expect(
      parts(
        'pulse',
        pulses.map((pulse) => ({ pulse })),
      ),
    ).toEqual([3, 1, 1, 0, 0, 1, 1, 2, 2, 3]);
    const temperatures = ['35.0', '35.1', '36.0', '36.1', '38.0', '38.1', '39.0', '39.1'];
    expect(
      parts(
        'temperature',
        temperatures.map((temperature) => ({ temperature })),
      ),
    ).toEqual([3, 1, 1, 0, 0, 1, 1, 2]);
    const minds: Consciousness[] = ['A', 'C', 'V', 'P', 'U'];
    expect(
      parts(
        'consciousness',
        minds.map((consciousness) => ({ consciousness })),
      ),
    ).toEqual([0, 3, 3, 3, 3]);
    expect(parts('oxygen', [{ oxygen: true }, { oxygen: false }])).toEqual([2, 0]);
  });

  it('T5.1 rounds half up before look-up, without binary error', () => {
    const temperatures = [
      '38.04',
      '38.05',
      '38.049999',
      '35.04',
      '35.05',
      '39.05',
      '36.049999999999',
    ];
    expect(
      parts(
        'temperature',
        temperatures.map((temperature) => ({ temperature })),
      ),
    ).toEqual([0, 1, 0, 3, 1, 2, 1]);
    expect(
      parts('respiratoryRate', [{ respiratoryRate: '8.5' }, { respiratoryRate: '8.49' }]),
    ).toEqual([1, 3]);
    expect(parts('spo2', [{ spo2: '95.5' }, { spo2: '95.4' }])).toEqual([0, 1]);
    expect(parts('pulse', [{ pulse: '130.5' }, { pulse: '0' }])).toEqual([3, 3]);
  });

  it('T5.3 a missing value makes the score a lower bound that keeps a single 3', () => {
    const result = news2({ ...WELL, consciousness: null, oxygen: null, respiratoryRate: '26' });
    expect(result).toMatchObject({ score: 3, red: true, incomplete: true, band: 'low-medium' });
    expect(result.missing).toEqual(['oxygen', 'consciousness']);
    // On scale 2 a saturation of 97 is 0 on air and 3 on oxygen: without knowing, it is missing.
    expect(news2({ ...WELL, scale: 2, spo2: '97', oxygen: null }).parts.spo2).toBeNull();
    expect(news2({ ...WELL, scale: 2, spo2: '90', oxygen: null }).parts.spo2).toBe(0);
  });

  it('T5.1 thresholds of the clinical response', () => {
    const bands = [0, 4, 5, 6, 7, 20].map((total) => bandOf(total, false));
    expect(bands).toEqual(['low', 'low', 'medium', 'medium', 'high', 'high']);
    expect(bandOf(4, true)).toBe('low-medium');
    expect(bandOf(5, true)).toBe('medium');
  });

  it('T6 two values of one chart interval score alike on every scale', () => {
    const intervals = new Map<string, Set<number | null>>();
    for (let spo2 = 70; spo2 <= 100; spo2 += 1)
      for (const scale of [1, 2] as const)
        for (const oxygen of [true, false]) {
          const interval = chartInterval('2708-6', decimal(String(spo2)), scale);
          const key = `${interval} ${scale} ${oxygen}`;
          const [part = null] = parts('spo2', [{ spo2: String(spo2), scale, oxygen }]);
          intervals.set(key, (intervals.get(key) ?? new Set()).add(part));
        }
    for (const [key, scores] of intervals) expect(scores.size, key).toBe(1);
    expect(chartInterval('8480-6', decimal('90'), 1)).not.toBe(
      chartInterval('8480-6', decimal('220'), 1),
    );
    expect(chartInterval('8462-4', decimal('90'), 1)).toBe(0);
  });
});
