import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReplayWindow } from './replay.ts';
import { REPLAY_LIMITS, counted, emptyReplayWindow } from './replay.ts';

type Counter = readonly [boot: number, counter: number];

/** The counters that count, in the order in which they come, through JSON as a journal would keep the window. */
function accepted(sequence: Iterable<Counter>): { counts: string[]; window: ReplayWindow } {
  let window = emptyReplayWindow();
  const counts: string[] = [];
  for (const [boot, counter] of sequence) {
    const next = counted(window, boot, counter);
    if (!next) continue;
    window = JSON.parse(JSON.stringify(next));
    counts.push(`${boot}.${counter}`);
  }
  return { counts, window };
}

function run(from: number, until: number, boot = 1): Counter[] {
  return Array.from({ length: until - from }, (_, index) => [boot, from + index]);
}

describe('replay window', () => {
  it('T2.1 counts (boot, counter) once', () => {
    expect(accepted([...run(0, 5), ...run(0, 5), [1, 4]]).counts).toHaveLength(5);
    expect(
      accepted([
        [1, 7],
        [2, 7],
        [1, 7],
        [2, 7],
      ]).counts,
    ).toEqual(['1.7', '2.7']);
  });

  it('T3 takes late ones within the window and beyond it', () => {
    expect(
      accepted([
        [1, 63],
        [1, 0],
        [1, 0],
      ]).counts,
    ).toEqual(['1.63', '1.0']);
    expect(
      accepted([
        [1, 64],
        [1, 0],
        [1, 0],
        [1, 1],
      ]).counts,
    ).toEqual(['1.64', '1.0', '1.1']);
  });

  it('T4 takes live messages first and then the whole hour that a gateway buffered, each once', () => {
    const [before, buffered, live] = [run(0, 100), run(100, 3700), run(3700, 3800)];
    const sent = [...before, ...live, ...buffered, ...before, ...live, ...buffered];
    expect(accepted(sent).counts).toHaveLength(3800);
  });

  it('T3 takes what an earlier boot buffered after a later one began, until it is closed', () => {
    expect(
      accepted([
        [5, 3],
        [4, 9],
        [5, 2],
        [4, 8],
        [4, 9],
      ]).counts,
    ).toHaveLength(4);
    const boots = Array.from({ length: REPLAY_LIMITS.boots }, (_, n): Counter => [n + 10, 0]);
    expect(accepted([...boots, [9, 1]]).counts).not.toContain('9.1');
    expect(accepted([...boots, [30, 0], [10, 1], [11, 1]]).counts).toEqual([
      ...boots.map(([boot]) => `${boot}.0`),
      '30.0',
      '11.1',
    ]);
  });

  it('T2.1 holds for any order: what is at most 64 back or follows few gaps counts exactly once', () => {
    const counters = fc.array(fc.tuple(fc.constantFrom(1, 2, 3), fc.nat({ max: 110 })), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(counters, (sequence) => {
        const distinct = new Set(sequence.map(([boot, counter]) => `${boot}.${counter}`));
        const { counts } = accepted(sequence);
        expect(counts).toHaveLength(distinct.size);
        expect(new Set(counts)).toEqual(distinct);
      }),
      { numRuns: 60 },
    );
  });

  it('T2.1 never counts twice and stays small, however hostile the numbers', () => {
    const counters = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 2 ** 31 - 1 })), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(counters, (sequence) => {
        const { counts, window } = accepted([...sequence, ...sequence, ...sequence.toReversed()]);
        expect(new Set(counts).size).toBe(counts.length);
        expect(window.boots.length).toBeLessThanOrEqual(REPLAY_LIMITS.boots);
        for (const { gaps } of window.boots)
          expect(gaps.length).toBeLessThanOrEqual(REPLAY_LIMITS.gaps);
      }),
      { numRuns: 60 },
    );
  });

  it('T2.1 forgets the oldest gaps, not the newest, when a device loses every second message', () => {
    const even = Array.from({ length: 500 }, (_, n): Counter => [1, 2 * n]);
    const { window } = accepted(even);
    expect(counted(window, 1, 1)).toBeUndefined();
    expect(counted(window, 1, 997)).toBeDefined();
    expect(counted(window, 1, 901)).toBeDefined();
    expect(counted(window, 1, 900)).toBeUndefined();
  });
});
