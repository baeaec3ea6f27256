import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { whileSignedIn } from './while-signed-in.ts';

it('C9 what another hospital hands over counts for the person who asked, not for who signs in meanwhile', () => {
  for (const [next, isOver] of [
    [{ patient: 'p1', expiresAt: 2 }, false],
    [{ patient: 'p2', expiresAt: 2 }, true],
    [{ patient: 'p1', guardian: { name: 'A' } }, true],
    [null, true],
  ] as const) {
    const queries = new QueryClient();
    queries.setQueryData(['whoami'], { patient: 'p1', expiresAt: 1 });
    const { signal, end } = whileSignedIn(queries);
    queries.setQueryData(['read', { patient: 'p1' }], []);
    expect(signal.aborted).toBe(false);
    queries.setQueryData(['whoami'], next);
    expect([next, signal.aborted]).toEqual([next, isOver]);
    end();
    queries.clear();
  }
});
