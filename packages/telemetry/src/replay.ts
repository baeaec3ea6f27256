/** Counters between two that were counted, both inclusive, still to come. */
export type Gap = readonly [from: number, until: number];

/**
 * What was counted of one boot of a device: the greatest counter, the 64 counters up to it as 16 hexadecimal
 * digits (the lowest bit is `top`), and the ranges below those that never came, in rising order.
 */
export type BootWindow = {
  readonly boot: number;
  readonly top: number;
  readonly seen: string;
  readonly gaps: readonly Gap[];
};

/**
 * What was counted of one device (T2.1): plain JSON, of bounded size whatever is sent. Boots are in rising
 * order; once there are eight, those before the first are closed.
 */
export type ReplayWindow = {
  readonly v: 1;
  readonly boots: readonly BootWindow[];
};

/** Counters that a boot's bitmap holds, ranges that it holds below them, boots that a device holds. */
export const REPLAY_LIMITS = { width: 64, gaps: 64, boots: 8 } as const;

const MASK = (1n << 64n) - 1n;

/** The window of a device that never sent anything. */
export function emptyReplayWindow(): ReplayWindow {
  return { v: 1, boots: [] };
}

/**
 * The window after counting (boot, counter), or undefined if that was counted before or is too old to tell.
 * Whatever comes late or out of order counts once: 64 counters back always, and further back where a gap was
 * left, of which a boot keeps the 64 latest.
 */
export function counted(
  window: ReplayWindow,
  boot: number,
  counter: number,
): ReplayWindow | undefined {
  const known = window.boots.find((entry) => entry.boot === boot);
  if (!known) return opened(window, boot, counter);
  const next = counter > known.top ? advanced(known, counter) : filled(known, counter);
  if (!next) return undefined;
  return { ...window, boots: window.boots.map((entry) => (entry === known ? next : entry)) };
}

/** A first counter of n leaves the gap 0 … n−1, for what was sent before it may come later. */
function opened(window: ReplayWindow, boot: number, counter: number): ReplayWindow | undefined {
  const entry = advanced({ boot, top: -1, seen: bits(0n), gaps: [] }, counter);
  const boots = [...window.boots, entry].toSorted((left, right) => left.boot - right.boot);
  if (boots.length <= REPLAY_LIMITS.boots) return { ...window, boots };
  const [oldest, ...kept] = boots;
  return oldest === entry ? undefined : { ...window, boots: kept };
}

function advanced({ boot, top, seen, gaps }: BootWindow, counter: number): BootWindow {
  const step = counter - top;
  const before = BigInt(`0x${seen}`);
  const left = [...gaps, ...leaving(before, top, counter)];
  const moved = step >= REPLAY_LIMITS.width ? 0n : (before << BigInt(step)) & MASK;
  return {
    boot,
    top: counter,
    seen: bits(moved | 1n),
    gaps: merged(left).slice(-REPLAY_LIMITS.gaps),
  };
}

/** The counters that fall out of the bitmap without having been counted. */
function leaving(seen: bigint, top: number, counter: number): Gap[] {
  const { width } = REPLAY_LIMITS;
  const lowest = Math.max(0, top - width + 1);
  const until = counter - width;
  const gaps: Gap[] = [];
  for (let at = lowest; at <= Math.min(until, top); at += 1)
    if (((seen >> BigInt(top - at)) & 1n) === 0n) gaps.push([at, at]);
  if (until > top) gaps.push([top + 1, until]);
  return gaps;
}

function filled(entry: BootWindow, counter: number): BootWindow | undefined {
  const back = entry.top - counter;
  if (back < REPLAY_LIMITS.width) {
    const seen = BigInt(`0x${entry.seen}`);
    const bit = 1n << BigInt(back);
    return (seen & bit) === 0n ? { ...entry, seen: bits(seen | bit) } : undefined;
  }
  const gap = entry.gaps.find(([from, until]) => from <= counter && counter <= until);
  if (!gap) return undefined;
  const gaps = entry.gaps.flatMap((range) => (range === gap ? without(gap, counter) : [range]));
  return { ...entry, gaps: gaps.slice(-REPLAY_LIMITS.gaps) };
}

function without([from, until]: Gap, counter: number): Gap[] {
  const parts: Gap[] = [
    [from, counter - 1],
    [counter + 1, until],
  ];
  return parts.filter(([first, last]) => first <= last);
}

function merged(gaps: readonly Gap[]): Gap[] {
  const joined: Gap[] = [];
  for (const [from, until] of gaps) {
    const last = joined.at(-1);
    if (last && last[1] + 1 === from) joined.splice(-1, 1, [last[0], until]);
    else joined.push([from, until]);
  }
  return joined;
}

function bits(seen: bigint): string {
  return seen.toString(16).padStart(16, '0');
}
