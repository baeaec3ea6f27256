import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Says how many things wait under a word of the bar; called by the page that knows. */
export function useNavCount(path: string, count: number | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (count !== undefined) queries.setQueryData(['nav-count', path], count);
  }, [queries, path, count]);
}

/** How many things wait under a word of the bar, as far as it was told. */
export function useCountAt(path: string): number {
  const { data } = useQuery<number>({ queryKey: ['nav-count', path], queryFn: skipToken });
  return data ?? 0;
}
