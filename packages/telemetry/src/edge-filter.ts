import type { Hex } from '@careledger/proof';
import { canonical, fromHex, sha256, toHex, utf8 } from '@careledger/proof';
import { compareDecimals, decimal, distance } from './decimal.ts';
import type { Point } from './latest.ts';
import { comparePoints } from './latest.ts';
import { chartInterval } from './news2.ts';
import { vitalOf } from './vitals.ts';

/** Why a point is kept. */
export type KeptBecause =
  'first' | 'band' | 'limit' | 'deadband' | 'heartbeat' | 'quality' | 'late';

/** What was dropped since the last kept point: how many, the first and last time, and the digest over all. */
export type Dropped = {
  readonly count: number;
  readonly from: number;
  readonly until: number;
  readonly digest: Hex;
};

/** A point that is kept, why, and what was dropped before it. */
export interface Kept {
  readonly point: Point;
  readonly because: readonly KeptBecause[];
  readonly dropped: Dropped | null;
}

/** What the filter remembers of one code of one patient. */
export interface EdgeState {
  readonly kept: Point | null;
  /** The saturation scale that was in force for it. */
  readonly scale: 1 | 2;
  readonly newest: Point | null;
  readonly dropped: Dropped | null;
}

/** A practitioner's limits and sampling for one code of one patient (T8), in the kept unit; times in ms. */
export interface EdgeSettings {
  readonly low?: string | null;
  readonly high?: string | null;
  readonly deadband?: string | null;
  readonly heartbeatMs?: number;
  /** The saturation scale in force (T5.2); 1 unless a clinician decided otherwise. */
  readonly scale?: 1 | 2;
}

const HEARTBEAT_MS = 900_000;
const START: Hex = '00'.repeat(32);

/** The filter before any point. */
export function emptyEdgeState(): EdgeState {
  return { kept: null, scale: 1, newest: null, dropped: null };
}

/**
 * One point through the edge filter (T6). Kept are the first, and whatever against the last kept point lies in
 * another interval of the NEWS2 chart (on the saturation scale in force), on another side of a patient's limit, at least the
 * deadband away, a heartbeat later (15 min unless set), or of another quality; and everything late. All else is
 * counted and hashed in order: digest = SHA-256(digest before ‖ canonical point), from 32 zero bytes.
 */
export function throughEdge(
  state: EdgeState,
  point: Point,
  settings: EdgeSettings = {},
): { readonly state: EdgeState; readonly kept: Kept | null } {
  if (state.newest && comparePoints(point, state.newest) <= 0)
    return { state, kept: { point, because: ['late'], dropped: null } };
  const because = reasons(state, point, settings);
  if (because.length === 0)
    return { state: { ...state, newest: point, dropped: added(state.dropped, point) }, kept: null };
  const kept = { point, because, dropped: state.dropped };
  const scale = settings.scale ?? 1;
  return { state: { kept: point, scale, newest: point, dropped: null }, kept };
}

/** The digest over points in the order in which they were dropped, for checking a `Dropped` against a journal. */
export function digestOfDropped(points: Iterable<Point>): Hex {
  let dropped: Dropped | null = null;
  for (const point of points) dropped = added(dropped, point);
  return dropped?.digest ?? START;
}

/**
 * The point that stands for a time in a kept series: the one of that very time, a late one before another, else
 * the last before it that was not late. Its NEWS2 sub-score is that of the original, whatever was dropped.
 */
export function standingFor(kept: readonly Kept[], at: number): Point | undefined {
  let best: Kept | undefined;
  for (const each of kept) {
    if (each.point.at > at || (isLate(each) && each.point.at !== at)) continue;
    if (!best || comparePoints(best.point, each.point) < 0) best = each;
  }
  return best?.point;
}

function reasons(
  { kept: last, scale }: EdgeState,
  point: Point,
  settings: EdgeSettings,
): KeptBecause[] {
  if (!last) return ['first'];
  const because: KeptBecause[] = [];
  if (last.quality !== point.quality || last.source !== point.source) because.push('quality');
  if (point.at - last.at >= (settings.heartbeatMs ?? HEARTBEAT_MS)) because.push('heartbeat');
  if (scale !== (settings.scale ?? 1)) because.push('band');
  return [...because, ...changes(last, point, settings)];
}

function changes(last: Point, point: Point, settings: EdgeSettings): KeptBecause[] {
  if (last.value === null || point.value === null)
    return last.value === point.value ? [] : ['quality'];
  const vital = vitalOf(point.code);
  if (!vital) return last.value === point.value ? [] : ['band'];
  const [before, now] = [decimal(last.value), decimal(point.value)];
  const because: KeptBecause[] = [];
  const [from, to] = [before, now].map((value) =>
    chartInterval(point.code, value, settings.scale ?? 1),
  );
  if (from !== to) because.push('band');
  const limits = [settings.low, settings.high].flatMap((text) => (text ? [decimal(text)] : []));
  const isCrossed = limits.some(
    (limit) => Math.sign(compareDecimals(before, limit)) !== Math.sign(compareDecimals(now, limit)),
  );
  if (isCrossed) because.push('limit');
  const deadband = settings.deadband ? decimal(settings.deadband) : vital.deadband;
  if (compareDecimals(distance(before, now), deadband) >= 0) because.push('deadband');
  return because;
}

function added(dropped: Dropped | null, point: Point): Dropped {
  const { code, at, order, value, quality, source } = point;
  const text = canonical({ code, at, order, value, quality, source });
  return {
    count: (dropped?.count ?? 0) + 1,
    from: dropped?.from ?? at,
    until: at,
    digest: toHex(sha256(fromHex(dropped?.digest ?? START), utf8(text))),
  };
}

function isLate({ because }: Kept): boolean {
  return because.includes('late');
}
