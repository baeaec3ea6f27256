import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { freshen } from './fresh.ts';

/** A page that shows a chart and a reading copy, and counts what is asked. */
async function openPage() {
  const queries = new QueryClient();
  const asked: string[] = [];
  const stops = ['whoami', 'read', 'copies'].map((name) =>
    new QueryObserver(queries, {
      queryKey: [name, {}],
      queryFn: async () => asked.push(name),
      staleTime: Infinity,
    }).subscribe(() => undefined),
  );
  queries.setQueryData(['seen elsewhere', {}], 'of the one before');
  await expect.poll(() => queries.isFetching()).toBe(0);
  const before = asked.length;
  return {
    queries,
    asked: () => asked.slice(before),
    [Symbol.dispose]: () => {
      for (const stop of stops) stop();
    },
  };
}

it('C11 I8.1 the same person meets no copy from before the lock, and everything is asked again', async () => {
  using page = await openPage();
  freshen(page.queries, { isSame: true });
  expect(page.queries.getQueryData(['copies', {}]), 'gone before any answer').toBeUndefined();
  await expect.poll(() => page.queries.isFetching()).toBe(0);
  expect(page.asked().toSorted((a, b) => a.localeCompare(b))).toEqual(['copies', 'read']);
  expect(page.queries.getQueryState(['seen elsewhere', {}])?.isInvalidated).toBe(true);
});

it('I8.1 another person meets no answer of the one before', async () => {
  using page = await openPage();
  freshen(page.queries, { isSame: false });
  const kept = page.queries.getQueryCache().getAll();
  expect(kept.map(({ queryKey }) => queryKey[0])).toEqual(['whoami']);
});
