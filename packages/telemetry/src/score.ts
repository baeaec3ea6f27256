import { compareDecimals, decimal } from './decimal.ts';
import type { Latest, Point } from './latest.ts';
import { BREATHING, CONSCIOUSNESS, comparePoints, withLatest } from './latest.ts';
import type { Band, Consciousness, News2Inputs, Part } from './news2.ts';
import { NEWS2_PLACES, news2, rounded } from './news2.ts';

/** A clinician's recorded decision: who, from when (ms), until when (null: until changed). */
export interface Decision {
  readonly by: string;
  readonly at: number;
  readonly until: number | null;
}

/** What is settled per patient before a score may be computed (T5.2). */
export interface ScoreSettings {
  /** Whole years; null where unknown: then only a clinician's `adult` allows a score. */
  readonly ageYears: number | null;
  readonly adult?: Decision | null;
  readonly pregnant: boolean;
  readonly unsuitable: Decision | null;
  /** Confirmed hypercapnic respiratory failure with target 88–92 %. */
  readonly scale2: Decision | null;
  /** Older values count as missing; default one hour from monitors, twelve from nurses. */
  readonly maxAgeMs?: { readonly monitor: number; readonly nurse: number };
}

/** What was looked up, as the chart reads it; null where missing. */
export interface ScoreInputs {
  readonly respiratoryRate: number | null;
  readonly spo2: number | null;
  readonly scale: 1 | 2;
  readonly oxygen: boolean | null;
  readonly systolic: number | null;
  readonly pulse: number | null;
  readonly consciousness: Consciousness | null;
  readonly temperature: number | null;
}

/** Why there is no score. */
export type Unscored = 'age-unknown' | 'under-16' | 'pregnant' | 'unsuitable' | 'no-values';

/** A score at a time (ms): `says` is what to show, `≥ 5, incomplete` where a value is missing (T5.3). */
export interface Score {
  readonly at: number;
  readonly score: number | null;
  readonly says: string;
  readonly inputs: ScoreInputs;
  readonly parts: Readonly<Record<Part, number | null>>;
  readonly missing: readonly Part[];
  readonly incomplete: boolean;
  readonly red: boolean;
  readonly band: Band | null;
  /** `nurse` only where every value scored was confirmed by a nurse (T5.4). */
  readonly source: 'monitor' | 'nurse' | 'mixed' | null;
  readonly because: Unscored | null;
}

const HOUR_MS = 3_600_000;
const MAX_AGE_MS = { monitor: HOUR_MS, nurse: 12 * HOUR_MS };

/**
 * NEWS2 of the latest values at a time, or a row that says why there is none. Values with a quality mark,
 * older than their limit or measured after `at` count as missing.
 */
export function scoreAt(options: {
  readonly at: number;
  readonly latest: Latest;
  readonly settings: ScoreSettings;
}): Score {
  const { at, settings } = options;
  const used = new Map<Part, Point>();
  const inputs = inputsOf(options, used);
  const result = news2(inputs);
  const because = unscored(at, settings) ?? (used.size === 0 ? 'no-values' : null);
  const scored = because === null;
  return {
    at,
    score: scored ? result.score : null,
    says: scored ? words(result.score, result.incomplete) : UNSCORED[because],
    inputs: shown(inputs),
    parts: result.parts,
    missing: result.missing,
    incomplete: result.incomplete,
    red: scored && result.red,
    band: scored ? result.band : null,
    source: sourceOf([...used.values()]),
    because,
  };
}

/** The score at each time at which one of the points was measured, in order, however the points came (T3). */
export function scoresOver(points: Iterable<Point>, settings: ScoreSettings): Score[] {
  const ordered = [...points].toSorted(comparePoints);
  const scores: Score[] = [];
  let latest: Latest = new Map();
  for (const [index, point] of ordered.entries()) {
    latest = withLatest(latest, point);
    if (ordered[index + 1]?.at !== point.at)
      scores.push(scoreAt({ at: point.at, latest, settings }));
  }
  return scores;
}

/** The words of a row without a score. */
const UNSCORED: Readonly<Record<Unscored, string>> = {
  'age-unknown': 'not scored: age not known',
  'under-16': 'not scored: under 16',
  pregnant: 'not scored: pregnant',
  unsuitable: 'not scored: a clinician marked NEWS2 unsuitable',
  'no-values': 'not scored: no current values',
};

function words(score: number, incomplete: boolean): string {
  return incomplete ? `≥ ${score}, incomplete` : String(score);
}

function unscored(at: number, settings: ScoreSettings): Unscored | null {
  const { ageYears, adult, pregnant, unsuitable } = settings;
  if (holds(unsuitable, at)) return 'unsuitable';
  if (pregnant) return 'pregnant';
  if (ageYears === null) return holds(adult ?? null, at) ? null : 'age-unknown';
  return ageYears < 16 ? 'under-16' : null;
}

function inputsOf(
  { at, latest, settings }: { at: number; latest: Latest; settings: ScoreSettings },
  used: Map<Part, Point>,
): News2Inputs {
  const maxAgeMs = settings.maxAgeMs ?? MAX_AGE_MS;

  function take(part: Part, ...codes: string[]): Point | undefined {
    const newest = codes
      .flatMap((code) => latest.get(code) ?? [])
      .filter((point) => point.at <= at && at - point.at <= maxAgeMs[point.source])
      .toSorted(comparePoints)
      .at(-1);
    if (!newest || newest.value === null || newest.quality !== null) return undefined;
    used.set(part, newest);
    return newest;
  }

  return {
    respiratoryRate: take('respiratoryRate', '9279-1')?.value ?? null,
    spo2: take('spo2', '2708-6', '59408-5')?.value ?? null,
    scale: holds(settings.scale2, at) ? 2 : 1,
    oxygen: isOnOxygen(take('oxygen', BREATHING, '3151-8', '3150-6')),
    systolic: take('systolic', '8480-6')?.value ?? null,
    pulse: take('pulse', '8867-4')?.value ?? null,
    consciousness: consciousnessOf(take('consciousness', CONSCIOUSNESS)),
    temperature: take('temperature', '8310-5')?.value ?? null,
  };
}

function isOnOxygen(point: Point | undefined): boolean | null {
  if (!point || point.value === null) return null;
  if (point.code === BREATHING) return point.value === 'oxygen';
  const air = point.code === '3151-8' ? '0' : '21';
  return compareDecimals(decimal(point.value), decimal(air)) > 0;
}

function consciousnessOf(point: Point | undefined): Consciousness | null {
  switch (point?.value) {
    case 'A':
    case 'C':
    case 'V':
    case 'P':
    case 'U':
      return point.value;
    default:
      return null;
  }
}

function holds(decision: Decision | null, at: number): boolean {
  return decision !== null && decision.at <= at && (decision.until === null || at < decision.until);
}

function shown(inputs: News2Inputs): ScoreInputs {
  return {
    respiratoryRate: rounded(inputs.respiratoryRate, NEWS2_PLACES.respiratoryRate),
    spo2: rounded(inputs.spo2, NEWS2_PLACES.spo2),
    scale: inputs.scale,
    oxygen: inputs.oxygen,
    systolic: rounded(inputs.systolic, NEWS2_PLACES.systolic),
    pulse: rounded(inputs.pulse, NEWS2_PLACES.pulse),
    consciousness: inputs.consciousness,
    temperature: rounded(inputs.temperature, NEWS2_PLACES.temperature),
  };
}

function sourceOf(used: readonly Point[]): Score['source'] {
  const sources = new Set(used.map((point) => point.source));
  if (sources.size > 1) return 'mixed';
  return used[0]?.source ?? null;
}
