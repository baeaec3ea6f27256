import type { Decimal } from './decimal.ts';
import { decimal, decimalText, roundHalfUp } from './decimal.ts';

/** Alert, new confusion, responds to voice, to pain, unresponsive. */
export type Consciousness = 'A' | 'C' | 'V' | 'P' | 'U';

/** The seven parameters of the chart. */
export type Part =
  'respiratoryRate' | 'spo2' | 'oxygen' | 'systolic' | 'pulse' | 'consciousness' | 'temperature';

/**
 * What is scored: decimals in /min, %, mm[Hg] and Cel; null where there is no value. `scale` 2 only by a
 * clinician's recorded decision; `oxygen` is true on supplemental oxygen and false on air.
 */
export interface News2Inputs {
  readonly respiratoryRate: string | null;
  readonly spo2: string | null;
  readonly scale: 1 | 2;
  readonly oxygen: boolean | null;
  readonly systolic: string | null;
  readonly pulse: string | null;
  readonly consciousness: Consciousness | null;
  readonly temperature: string | null;
}

/** The clinical risk that the chart's thresholds name; `low-medium` is a single 3. */
export type Band = 'low' | 'low-medium' | 'medium' | 'high';

/** Sub-scores, null where the value is missing; with one missing the total is a lower bound. */
export interface News2 {
  readonly score: number;
  readonly parts: Readonly<Record<Part, number | null>>;
  readonly missing: readonly Part[];
  readonly incomplete: boolean;
  /** A single parameter scores 3. */
  readonly red: boolean;
  readonly band: Band;
}

/** One row of the chart: the greatest value of each interval, in `places`, with its sub-score; the last is open. */
interface Row {
  readonly places: number;
  readonly bounds: readonly (readonly [upTo: number, score: number])[];
}

const OPEN = Number.POSITIVE_INFINITY;
const RESPIRATORY_RATE: Row = row(0, [8, 3], [11, 1], [20, 0], [24, 2], [OPEN, 3]);
const SPO2_SCALE_1: Row = row(0, [91, 3], [93, 2], [95, 1], [OPEN, 0]);
const SPO2_SCALE_2_AIR: Row = row(0, [83, 3], [85, 2], [87, 1], [OPEN, 0]);
const SPO2_SCALE_2_OXYGEN: Row = row(
  0,
  [83, 3],
  [85, 2],
  [87, 1],
  [92, 0],
  [94, 1],
  [96, 2],
  [OPEN, 3],
);
const SYSTOLIC: Row = row(0, [90, 3], [100, 2], [110, 1], [219, 0], [OPEN, 3]);
const PULSE: Row = row(0, [40, 3], [50, 1], [90, 0], [110, 1], [130, 2], [OPEN, 3]);
const TEMPERATURE: Row = row(1, [35, 3], [36, 1], [38, 0], [39, 1], [OPEN, 2]);

/** Places after the point that the chart has for each measured parameter. */
export const NEWS2_PLACES = {
  respiratoryRate: 0,
  spo2: 0,
  systolic: 0,
  pulse: 0,
  temperature: 1,
} as const;

/**
 * The National Early Warning Score 2 (Royal College of Physicians 2017, chart 1) of one set of values.
 * Values are rounded half up in decimal before look-up: temperature to 0.1, all others to whole numbers.
 */
export function news2(inputs: News2Inputs): News2 {
  const parts: Readonly<Record<Part, number | null>> = {
    respiratoryRate: subScore(RESPIRATORY_RATE, inputs.respiratoryRate),
    spo2: spo2Score(inputs),
    oxygen: inputs.oxygen === null ? null : inputs.oxygen ? 2 : 0,
    systolic: subScore(SYSTOLIC, inputs.systolic),
    pulse: subScore(PULSE, inputs.pulse),
    consciousness: inputs.consciousness === null ? null : inputs.consciousness === 'A' ? 0 : 3,
    temperature: subScore(TEMPERATURE, inputs.temperature),
  };
  const missing = PARTS.filter((part) => parts[part] === null);
  const score = PARTS.reduce((sum, part) => sum + (parts[part] ?? 0), 0);
  const red = PARTS.some((part) => parts[part] === 3);
  return { score, parts, missing, incomplete: missing.length > 0, red, band: bandOf(score, red) };
}

/** The band of a total with or without a single 3. */
export function bandOf(score: number, red: boolean): Band {
  if (score >= 7) return 'high';
  if (score >= 5) return 'medium';
  return red ? 'low-medium' : 'low';
}

/**
 * The interval of the chart in which a value lies, so that two values of one interval always score alike: for
 * saturation on the given scale, on air and on oxygen; 0 where the code is not on the chart.
 */
export function chartInterval(code: string, value: Decimal, scale: 1 | 2): number {
  const rows = (scale === 2 ? CHART_SCALE_2 : CHART).get(code);
  if (!rows) return 0;
  return rows.reduce((index, each) => index * 10 + intervalOf(each, value), 0);
}

/** A value as the chart reads it, for showing what was scored. */
export function rounded(value: string | null, places: number): number | null {
  return value === null ? null : Number(decimalText(roundHalfUp(decimal(value), places)));
}

const PARTS: readonly Part[] = [
  'respiratoryRate',
  'spo2',
  'oxygen',
  'systolic',
  'pulse',
  'consciousness',
  'temperature',
];

const FLOWING: Row = row(0, [0, 0], [OPEN, 2]);
const ENRICHED: Row = row(0, [21, 0], [OPEN, 2]);
const CHART: ReadonlyMap<string, readonly Row[]> = new Map([
  ['9279-1', [RESPIRATORY_RATE]],
  ['2708-6', [SPO2_SCALE_1]],
  ['59408-5', [SPO2_SCALE_1]],
  ['8480-6', [SYSTOLIC]],
  ['8867-4', [PULSE]],
  ['8310-5', [TEMPERATURE]],
  ['3151-8', [FLOWING]],
  ['3150-6', [ENRICHED]],
]);
const SCALE_2 = [SPO2_SCALE_2_AIR, SPO2_SCALE_2_OXYGEN];
const CHART_SCALE_2: ReadonlyMap<string, readonly Row[]> = new Map([
  ...CHART,
  ['2708-6', SCALE_2],
  ['59408-5', SCALE_2],
]);

function spo2Score({ spo2, scale, oxygen }: News2Inputs): number | null {
  if (scale === 1) return subScore(SPO2_SCALE_1, spo2);
  const [onAir, onOxygen] = [subScore(SPO2_SCALE_2_AIR, spo2), subScore(SPO2_SCALE_2_OXYGEN, spo2)];
  if (oxygen === null) return onAir === onOxygen ? onAir : null;
  return oxygen ? onOxygen : onAir;
}

function subScore(of: Row, value: string | null): number | null {
  if (value === null) return null;
  return of.bounds[intervalOf(of, decimal(value))]?.[1] ?? null;
}

function intervalOf({ places, bounds }: Row, value: Decimal): number {
  const scaled = Number(roundHalfUp(value, places).digits);
  return bounds.findIndex(([upTo]) => scaled <= upTo);
}

/** Bounds are kept as whole numbers of 10^-places, so that no comparison meets a binary fraction. */
function row(places: number, ...bounds: readonly (readonly [number, number])[]): Row {
  return { places, bounds: bounds.map(([upTo, score]) => [upTo * 10 ** places, score]) };
}
