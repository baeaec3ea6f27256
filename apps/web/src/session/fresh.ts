import type { QueryClient } from '@tanstack/react-query';

/**
 * Makes answers fit for whoever is signed in now. Another person meets none of them; for the same one nothing was heard while the
 * page was locked, so what other hospitals showed goes at once, as it may have been taken back (C11), and all else is asked again.
 */
export function freshen(queries: QueryClient, { isSame }: { isSame: boolean }): void {
  const isAnswer = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[0] !== 'whoami';
  if (!isSame) return queries.removeQueries({ predicate: isAnswer });
  void queries.resetQueries({ queryKey: ['copies'] });
  void queries.invalidateQueries({ predicate: isAnswer });
}
