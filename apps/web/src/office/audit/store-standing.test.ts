import { NodeProblem, problemOf } from '@careledger/protocol';
import { expect, it } from 'vitest';
import { storeStanding } from './store-standing.ts';

const fault = { log: 'vault', segment: 0, entry: 1, what: 'leaf' } as const;
const problem = (code: string) => new NodeProblem(problemOf(code, 'a test'));

it('J4.1 calls a store whole only after a check that came to its end without a fault', () => {
  const after = (state: 'done' | 'failed' | 'running', faults = [fault].slice(1)) =>
    storeStanding({ data: { state, faults }, error: null });
  expect(after('done')).toBe('whole');
  expect(after('running')).toBe('running');
  expect(after('failed')).toBe('failed');
  expect(after('done', [fault])).toBe('faults');
  expect(after('failed', [fault])).toBe('faults');
});

it('J4.1 tells a store that was never checked from one of which nothing is known', () => {
  const by = (error: unknown, data?: { state: 'done'; faults: [] }) =>
    storeStanding({ data, error });
  expect(by(problem('not-found'))).toBe('never');
  expect(by(null), 'still asking').toBe('asking');
  for (const code of ['unreachable', 'forbidden', 'fault']) {
    expect(by(problem(code)), code).toBe('unknown');
    expect(by(problem(code), { state: 'done', faults: [] }), 'an older answer').toBe('unknown');
  }
});
