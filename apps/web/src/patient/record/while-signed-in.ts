import type { QueryClient } from '@tanstack/react-query';
import { personKey, type Who } from '../../session/session.tsx';

/** Signals as soon as whoever is signed in at this page no longer is; `end` watches no more. */
export function whileSignedIn(queries: QueryClient): { signal: AbortSignal; end: () => void } {
  const person = () => personKey(queries.getQueryData<Who | null>(['whoami']) ?? undefined);
  const first = person();
  const stop = new AbortController();
  const end = queries.getQueryCache().subscribe(() => {
    if (person() !== first) stop.abort();
  });
  return { signal: stop.signal, end };
}
