import { QueryClient } from '@tanstack/react-query';
import { codeOf } from './code-of.ts';

/** Makes the cache of answers: what is out of reach is asked three times, what is refused once. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => codeOf(error) === 'unreachable' && count < 3,
        retryDelay: (count) => 500 * 2 ** count,
      },
      mutations: { retry: false },
    },
  });
}
