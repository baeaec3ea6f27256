import type { ScoreRow } from '../live/monitor.ts';

/** What places a bed on the board. */
export interface Placed {
  readonly name: string;
  readonly score: ScoreRow | undefined;
}

/** The order of the board: NEWS2 total, then a single 3, then incomplete, then who was measured longest ago; without a score last. */
export function byRisk(left: Placed, right: Placed): number {
  return (
    total(right) - total(left) ||
    Number(right.score?.red ?? false) - Number(left.score?.red ?? false) ||
    Number(right.score?.incomplete ?? false) - Number(left.score?.incomplete ?? false) ||
    (left.score?.at ?? '').localeCompare(right.score?.at ?? '') ||
    left.name.localeCompare(right.name)
  );
}

function total({ score }: Placed): number {
  return score?.score ?? -1;
}
