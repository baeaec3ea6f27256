import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

const lifeMs = 4 * 60_000;

/**
 * The consent drawn up for the answers, 350 ms after their last change: its words are the ones that will be signed. It is drawn up
 * again before it ends after five minutes.
 */
export function useDraft<T>(key: readonly unknown[], draw: (() => Promise<T>) | undefined) {
  const [settled] = useDebouncedValue(JSON.stringify(key), 350);
  const isSettled = settled === JSON.stringify(key);
  const query = useQuery({
    queryKey: ['draft', settled],
    enabled: draw !== undefined && isSettled,
    queryFn: () => (draw === undefined ? Promise.reject(new Error('nothing to draw up')) : draw()),
    staleTime: lifeMs,
    gcTime: 0,
    refetchInterval: lifeMs,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
  });
  return { ...query, isReady: isSettled && query.isSuccess && !query.isPlaceholderData };
}
