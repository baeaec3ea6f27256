import { describe, expect, it } from 'vitest';
import { openDoor } from './door.fixture.ts';
import { createRateLimit } from './rate-limit.ts';

describe('rates', () => {
  it('E5 ASVS 6.3.1 refuse a session or an address that calls too often, and nobody else, until the minute goes by', () => {
    const time = { now: 0 };
    const limit = createRateLimit({ address: 100, session: 10 }, { clock: () => time.now });
    const count = (from: string, token: string, times: number) => {
      for (let n = 0; n < times; n++) limit.count({ from, token });
    };
    count('a', 'one', 10);
    expect(() => count('a', 'one', 1)).toThrow('Too many calls');
    count('a', 'two', 10);
    time.now += 6_000;
    count('a', 'one', 1);
    expect(() => count('a', 'one', 1)).toThrow('Too many calls');
    count('b', '', 100);
    expect(() => count('b', '', 1)).toThrow('Too many calls');
    count('c', 'three', 1);
  });

  it('E5 say how long to wait', async () => {
    await using door = await openDoor({ rates: { address: 60, session: 60 } });
    const browser = door.browser();
    for (let n = 0; n < 60; n++) await browser.get('/health');
    const { status, body } = await browser.get('/health');
    expect(status).toBe(429);
    expect(body).toMatchObject({ code: 'throttled', waitMs: expect.any(Number) });
  });
});
