import type { Bulletin, NumberedNews } from './bulletin.ts';

const KEPT = 1_000;

/** Makes an empty bulletin that keeps the last thousand news. */
export function createBulletin(deps: {
  log: (line: { readonly event: string; readonly [fact: string]: unknown }) => void;
}): Bulletin {
  const listeners = new Set<(news: NumberedNews) => void>();
  const kept: NumberedNews[] = [];
  let last = 0;
  return {
    publish: (news) => {
      last += 1;
      const numbered = { ...news, number: last };
      kept.push(numbered);
      if (kept.length > KEPT) kept.shift();
      for (const listener of listeners)
        try {
          listener(numbered);
        } catch (error) {
          deps.log({ event: 'news-not-told', error: error instanceof Error ? error.name : '' });
        }
    },
    subscribe: (listener) => {
      // A function of its own, so that the same listener may stand twice.
      const own = (news: NumberedNews) => listener(news);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    after: (number) => {
      if (number > last || number < last - kept.length) return undefined;
      return kept.slice(kept.length - (last - number));
    },
    get last() {
      return last;
    },
  };
}
