import { vitalOf } from '@careledger/telemetry';
import * as v from 'valibot';
import { rowsOf } from '../../api/forms.ts';

/** Readings as a node answers them; other members are not needed here. */
export const readingsForm = rowsOf(
  v.looseObject({
    at: v.string(),
    /** LOINC. */
    code: v.string(),
    value: v.nullable(v.string()),
    device: v.string(),
    /** Under this it can be proven. */
    reading: v.string(),
  }),
);

/** One reading. */
export type ReadingRow = v.InferOutput<typeof readingsForm>[number];

/** The readings of one kind, oldest first. */
export interface Series {
  readonly name: string;
  readonly unit: string;
  readonly points: readonly { at: number; value: number }[];
}

const gapTimes = 3;
const least = 60_000;

/** The readings by kind, each oldest first. */
export function seriesOf(rows: readonly ReadingRow[]): Series[] {
  const all = new Map<string, { unit: string; points: { at: number; value: number }[] }>();
  for (const row of rows) {
    const name = row.code;
    const value = row.value === null || row.value === '' ? Number.NaN : Number(row.value);
    const at = Date.parse(row.at);
    if (Number.isNaN(value) || Number.isNaN(at)) continue;
    const series = all.get(name) ?? { unit: vitalOf(name)?.unit ?? '', points: [] };
    series.points.push({ at, value });
    all.set(name, series);
  }
  return [...all].map(([name, { unit, points }]) => ({
    name,
    unit,
    points: points.toSorted((a, b) => a.at - b.at),
  }));
}

/**
 * Columns for a plot: times in seconds and values, with null where readings stopped for three usual intervals, so that no line is
 * drawn across what was not measured.
 */
export function columnsOf({ points }: Series): [number[], (number | null)[]] {
  const gaps = points.slice(1).map(({ at }, index) => at - (points[index]?.at ?? at));
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? least;
  const times: number[] = [];
  const values: (number | null)[] = [];
  let before: number | undefined;
  for (const { at, value } of points) {
    if (before !== undefined && at - before > Math.max(least, gapTimes * usual)) {
      times.push((before + 1) / 1_000);
      values.push(null);
    }
    times.push(at / 1_000);
    values.push(value);
    before = at;
  }
  return [times, values];
}
