import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decimal } from './decimal.ts';
import type { Kept } from './edge-filter.ts';
import { emptyEdgeState, standingFor, throughEdge } from './edge-filter.ts';
import type { Point } from './latest.ts';
import { chartInterval } from './news2.ts';
import { decodeSeries, encodeSeries } from './series-code.ts';

const folder = resolve(process.env['CARELEDGER_DATA'] ?? '../shared/data', 'waveforms');
const file = resolve(folder, '3975656n.dat');
const isThere = existsSync(file);
if (!isThere) console.warn(`SKIPPED: bedside numerics of MIMIC-II are absent (CARELEDGER_DATA)`);

const MINUTES = 1936;
const SIGNALS = 10;

/** One signal of WFDB format 16: little-endian whole numbers, in tenths; zero or less where there is none. */
function signal(index: number, code: string): Point[] {
  const bytes = readFileSync(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: MINUTES }, (_, minute): Point | undefined => {
    const raw = view.getInt16(2 * (minute * SIGNALS + index), true);
    if (raw <= 0) return undefined;
    const value = (raw / 10).toFixed(1);
    const order = String(minute).padStart(6, '0');
    return {
      code,
      at: minute * 60_000,
      order,
      value,
      quality: null,
      source: 'monitor',
    };
  }).filter((point) => point !== undefined);
}

describe.skipIf(!isThere)('32 hours of a real patient', () => {
  const cases = [
    { name: 'heart rate', index: 0, code: '8867-4', least: 0.86 },
    { name: 'respiratory rate', index: 5, code: '9279-1', least: 0.65 },
    { name: 'saturation', index: 6, code: '2708-6', least: 0.92 },
  ];
  for (const { name, index, code, least } of cases)
    it(`T6 ${name}: at least ${least * 100} % are dropped and no interval of the chart is wrong`, () => {
      const points = signal(index, code);
      let state = emptyEdgeState();
      const kept: Kept[] = [];
      for (const point of points) {
        const step = throughEdge(state, point, { heartbeatMs: 1_800_000 });
        state = step.state;
        if (step.kept) kept.push(step.kept);
      }
      for (const { at, value } of points) {
        const rebuilt = standingFor(kept, at)?.value ?? '';
        expect(chartInterval(code, decimal(rebuilt), 1)).toBe(
          chartInterval(code, decimal(value ?? ''), 1),
        );
      }
      expect(points.length).toBeGreaterThan(1500);
      expect(1 - kept.length / points.length).toBeGreaterThan(least);
      const stored = points.map(({ at, value }) => ({ at, value, marks: 0 }));
      expect(decodeSeries(encodeSeries(stored))).toEqual(stored);
      expect(encodeSeries(stored).length / stored.length).toBeLessThan(2.3);
    });
});
