import { describe, expect, it } from 'vitest';
import { createGate, createPace } from './pace.ts';

describe('pace of a device', () => {
  it('lets a burst pass and makes the rest wait for the average', () => {
    let now = 0;
    const pace = createPace({ perSecond: 10, burst: 3 }, { clock: () => now });
    expect([1, 2, 3].map(() => pace.delayMs())).toEqual([0, 0, 0]);
    expect([1, 2].map(() => pace.delayMs())).toEqual([100, 200]);
    now = 200;
    expect(pace.delayMs()).toBe(100);
    now = 10_000;
    expect([1, 2, 3, 4].map(() => pace.delayMs())).toEqual([0, 0, 0, 100]);
    now = 0;
    expect(pace.delayMs()).toBe(200);
  });
});

describe('gate', () => {
  it('has at most so many at work, in order, and says when idle', async () => {
    const gate = createGate(2);
    const [order, release]: [string[], (() => void)[]] = [[], []];
    const work = (name: string) =>
      gate.through(async () => {
        order.push(name);
        await new Promise<void>((resolve) => release.push(resolve));
      });
    const all = ['a', 'b', 'c', 'd'].map(work);
    await Promise.resolve();
    expect(order).toEqual(['a', 'b']);
    release.shift()?.();
    await all[0];
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual(['a', 'b', 'c']);
    const idle = gate.idle().then(() => order.push('idle'));
    while (release.length > 0) {
      release.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all([...all, idle]);
    expect(order).toEqual(['a', 'b', 'c', 'd', 'idle']);
    await gate.idle();
  });

  it('makes room after a failure', async () => {
    const gate = createGate(1);
    await expect(gate.through(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await gate.through(() => Promise.resolve(7))).toBe(7);
  });
});
