import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { byteOrder } from '../wire/digest.ts';
import { openState, type StateFile } from './open-state.ts';
import type { StateReader } from './world-state.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'careledger-state-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const key = Buffer.alloc(32, 1);
const whole = { start: '', end: '', includesEnd: false };

const apply = (
  { state }: StateFile,
  writes: readonly { key: string; value: string | undefined }[],
): void => {
  const { height } = state.head;
  state.apply({
    head: { height: height + 1, hash: Buffer.of(1), commitHash: Buffer.of(2), configBlock: 0 },
    transactions: [{ id: undefined, code: 0, seconds: height, nanos: 0 }],
    writes: writes.map((one) => ({
      namespace: 'n',
      key: one.key,
      value: one.value === undefined ? undefined : Buffer.from(one.value),
      version: { block: height, tx: 0 },
    })),
  });
};

const contents = (reader: StateReader): [string, string][] =>
  [...reader.range('n', whole)].map((entry) => [entry.key, entry.value.toString()]);

describe('a snapshot', () => {
  it('E2 is the state of its height whatever is committed afterwards', async () => {
    const name = fc.constantFrom('a', 'b', 'c', 'é', '\uffff', '\u{10000}');
    const write = fc.record({
      key: name,
      value: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    });
    const block = fc.uniqueArray(write, { selector: (one) => one.key, maxLength: 5 });
    const file = await openState(join(folder, 'state.sqlite'), key, 0);
    fc.assert(
      fc.property(
        fc.array(block, { maxLength: 6 }),
        fc.array(block, { maxLength: 6 }),
        (first, later) => {
          for (const writes of first) apply(file, writes);
          const expected = contents(file.state);
          const snapshot = file.state.snapshot();
          for (const writes of later) apply(file, writes);
          expect(contents(snapshot)).toEqual(expected);
          for (const [one, value] of expected)
            expect(snapshot.get('n', one)?.value.toString()).toBe(value);
          expect(expected.map(([one]) => one)).toEqual(
            expected.map(([one]) => one).toSorted(byteOrder),
          );
          snapshot.release();
        },
      ),
      { numRuns: 50 },
    );
    await file.close();
  });

  it('E2 keeps a range of many pages whole while blocks change it between two of them', async () => {
    const file = await openState(join(folder, 'state.sqlite'), key, 0);
    const names = Array.from({ length: 400 }, (_, n) => `k${String(n).padStart(3, '0')}`);
    apply(
      file,
      names.map((one) => ({ key: one, value: '1' })),
    );
    const snapshot = file.state.snapshot();
    const seen: string[] = [];
    for (const entry of snapshot.range('n', whole)) {
      seen.push(`${entry.key}=${entry.value.toString()}`);
      if (seen.length % 50 === 0)
        apply(file, [
          { key: names[seen.length + 3] ?? 'x', value: undefined },
          { key: names[seen.length + 5] ?? 'x', value: '2' },
          { key: `${names[seen.length] ?? 'x'}!`, value: 'new' },
        ]);
    }
    expect(seen).toEqual(names.map((one) => `${one}=1`));
    await file.close();
  });
});

describe('the state file', () => {
  it('E8.1 is made anew when it was lost or is ahead of the blocks, and kept otherwise', async () => {
    const path = join(folder, 'state.sqlite');
    const first = await openState(path, key, 0);
    expect(first.rebuilt).toBe('absent');
    apply(first, [{ key: 'a', value: '1' }]);
    await first.close();
    const kept = await openState(path, key, 1);
    expect(kept.rebuilt).toBeUndefined();
    expect(contents(kept.state)).toEqual([['a', '1']]);
    await kept.close();
    const ahead = await openState(path, key, 0);
    expect(ahead.rebuilt).toBe('ahead');
    expect(ahead.state.head.height).toBe(0);
    await ahead.close();
  });
});
