import { describe, expect, it } from 'vitest';
import { createBrake } from './brake.ts';

describe('what is open to everybody', () => {
  it('E5 is bounded for each place alone, and free again after its window', () => {
    let now = 0;
    const brake = createBrake({ most: 3, perMs: 1000 }, { clock: () => now });
    expect([1, 2, 3, 4].map(() => brake.pass('a'))).toEqual([true, true, true, false]);
    expect(brake.pass('b')).toBe(true);
    now = 999;
    expect(brake.pass('a')).toBe(false);
    now = 1000;
    expect(brake.pass('a')).toBe(true);
  });

  it('E5 remembers no more places than it says', () => {
    const brake = createBrake({ most: 1, perMs: 1000 }, { clock: () => 0 });
    expect(brake.pass('first')).toBe(true);
    expect(brake.pass('first')).toBe(false);
    for (let n = 0; n < 1000; n += 1) brake.pass(`place ${n}`);
    expect(brake.pass('first')).toBe(true);
  });
});
