import { startOf } from './clinical-date.ts';
import { codesOf, plainCodesOf, wordsOf } from './concept.ts';
import type { Entry } from './entry.ts';
import { at, listOf, numberOf, textOf } from './json.ts';
import { amountOf, type Amount } from './quantity.ts';
import { testName } from './test-name.ts';

/** Whether a value lies above or below its reference range, or was marked abnormal by the laboratory. */
export type Flag = 'abnormal' | 'high' | 'low' | null;

/** The reference range of a value; a side is null where it is open. */
export interface Range {
  readonly low: number | null;
  readonly high: number | null;
}

/** One value of a test. */
export interface ResultPoint {
  readonly entry: Entry;
  /** When the sample was taken or the value measured, ms and as FHIR writes it. */
  readonly at: number;
  readonly taken: string;
  /** Null where the result is words. */
  readonly amount: Amount | null;
  readonly words: string;
  readonly range: Range | null;
  readonly flag: Flag;
}

/** Where a test belongs on the page. */
export type ResultGroup = 'laboratory' | 'other' | 'vitals';

/** A test with all of its values, oldest first. */
export interface ResultSeries {
  readonly key: string;
  readonly name: string;
  /** What stands behind the name in grey: the specimen. */
  readonly detail: string;
  readonly group: ResultGroup;
  readonly points: readonly ResultPoint[];
  readonly latest: ResultPoint;
}

/** The tests among entries; those with the newest values first, alike in time by name. */
export function resultsOf(entries: readonly Entry[]): readonly ResultSeries[] {
  const series = new Map<string, { concept: unknown; group: ResultGroup; points: ResultPoint[] }>();
  for (const entry of entries) {
    const { isDamaged, isInError, resource, type } = entry;
    const isCancelled = ['cancelled', 'entered-in-error'].includes(String(at(resource, 'status')));
    if (type !== 'Observation' || isDamaged || isInError || isCancelled) continue;
    for (const { concept, point } of pointsOf(entry)) {
      const key = `${codesOf(concept)[0] ?? wordsOf(concept)} ${point.amount?.code ?? ''}`;
      const known = series.get(key) ?? { concept, group: groupOf(entry), points: [] };
      known.points.push(point);
      series.set(key, known);
    }
  }
  return [...series]
    .flatMap(([key, { concept, group, points }]) => {
      const ordered = points.toSorted((left, right) => left.at - right.at);
      const latest = ordered.at(-1);
      if (latest === undefined) return [];
      return [{ key, ...testName(concept), group, points: ordered, latest }];
    })
    .toSorted(
      (left, right) => right.latest.at - left.latest.at || left.name.localeCompare(right.name),
    );
}

/** The values of an observation: its own, or those of its components. */
function pointsOf(entry: Entry): readonly { concept: unknown; point: ResultPoint }[] {
  const { resource } = entry;
  const taken =
    textOf(at(resource, 'effectiveDateTime')) ??
    textOf(at(resource, 'effectivePeriod', 'start')) ??
    textOf(at(resource, 'issued'));
  const time = startOf(taken ?? null);
  if (taken === undefined || time === null) return [];
  return [resource, ...listOf(at(resource, 'component'))].flatMap((holder) => {
    const amount = amountOf(at(holder, 'valueQuantity')) ?? null;
    const words = textOf(at(holder, 'valueString')) ?? wordsOf(at(holder, 'valueCodeableConcept'));
    if (amount === null && words === '') return [];
    const range = rangeOf(at(holder, 'referenceRange', 0));
    const flag = flagOf(plainCodesOf(at(holder, 'interpretation')), amount, range);
    return [
      {
        concept: at(holder, 'code'),
        point: { entry, at: time, taken, amount, words, range, flag },
      },
    ];
  });
}

function rangeOf(value: unknown): Range | null {
  const [low, high] = [numberOf(at(value, 'low', 'value')), numberOf(at(value, 'high', 'value'))];
  if (low === undefined && high === undefined) return null;
  return { low: low ?? null, high: high ?? null };
}

/** What the laboratory said goes before what the range says. */
function flagOf(said: readonly string[], amount: Amount | null, range: Range | null): Flag {
  if (said.some((code) => ['H', 'HH', 'HU'].includes(code))) return 'high';
  if (said.some((code) => ['L', 'LL', 'LU'].includes(code))) return 'low';
  if (said.some((code) => ['A', 'AA', 'POS'].includes(code))) return 'abnormal';
  if (said.includes('N') || amount === null || range === null) return null;
  if (range.high !== null && amount.value > range.high) return 'high';
  return range.low !== null && amount.value < range.low ? 'low' : null;
}

function groupOf({ kind, resource }: Entry): ResultGroup {
  const category = plainCodesOf(at(resource, 'category'));
  if (kind === 'vitals' || category.includes('vital-signs')) return 'vitals';
  return kind === 'results' || category.includes('laboratory') ? 'laboratory' : 'other';
}
