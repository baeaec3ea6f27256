import type { Quality } from './message.ts';

/**
 * One value of one quantity at a time (ms): in the kept unit of its code; null with the quality that says
 * why. `order` settles equal times alike everywhere: a device's boot and counter, or an entry's id.
 */
export interface Point {
  readonly code: string;
  readonly at: number;
  readonly order: string;
  readonly value: string | null;
  readonly quality: Quality | null;
  readonly source: 'monitor' | 'nurse';
}

/** The newest point of each code. */
export type Latest = ReadonlyMap<string, Point>;

/** Codes of what a monitor does not measure (SNOMED CT): `A|C|V|P|U`, and `air` or `oxygen`. */
export const CONSCIOUSNESS = '1104441000000107';
export const BREATHING = '1104331000000105';

/** Negative, zero or positive as a point comes before, is, or comes after another in a series. */
export function comparePoints(left: Point, right: Point): number {
  if (left.at !== right.at) return left.at - right.at;
  if (left.order !== right.order) return left.order < right.order ? -1 : 1;
  return 0;
}

/** The latest values with a point taken in; an older one changes nothing, in whatever order they come (T3). */
export function withLatest(latest: Latest, point: Point): Latest {
  const newest = latest.get(point.code);
  if (newest && comparePoints(newest, point) >= 0) return latest;
  return new Map(latest).set(point.code, point);
}

/** The order text of a device's message: sorts as (device, boot, counter). */
export function orderOf(message: { device: string; boot: number; counter: number }): string {
  const [boot, counter] = [message.boot, message.counter].map((n) => String(n).padStart(15, '0'));
  return `${message.device}:${boot}:${counter}`;
}

/** The points of one code in order of time, each once, however they came (T3). */
export interface Series {
  readonly size: number;
  /** Takes a point in; false if the same point was there. */
  insert(point: Point): boolean;
  /** The newest point, or undefined. */
  newest(): Point | undefined;
  /** The points with from ≤ at < until. */
  between(from: number, until: number): readonly Point[];
}

/** An empty series. */
export function createSeries(): Series {
  const points: Point[] = [];

  /** The index of the first point that is not before what `isBefore` says. */
  function firstNot(isBefore: (point: Point) => boolean): number {
    let [low, high] = [0, points.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const point = points[middle];
      if (point && isBefore(point)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    get size() {
      return points.length;
    },
    insert(point) {
      const last = points.at(-1);
      if (!last || comparePoints(last, point) < 0) {
        points.push(point);
        return true;
      }
      const index = firstNot((each) => comparePoints(each, point) < 0);
      const there = points[index];
      if (there && comparePoints(there, point) === 0) return false;
      points.splice(index, 0, point);
      return true;
    },
    newest: () => points.at(-1),
    between: (from, until) =>
      points.slice(
        firstNot((each) => each.at < from),
        firstNot((each) => each.at < until),
      ),
  };
}
