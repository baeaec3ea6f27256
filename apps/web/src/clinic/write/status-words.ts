import { useCallback } from 'react';
import { useWords } from '../../prefs/prefs.tsx';
import { writeWords, type WriteKey } from '../words/write.ts';

/** Gives the state of an entry in words; a code that has none as it is. */
export function useStatusWords(): (state: string | null) => string {
  const say = useWords(writeWords);
  return useCallback(
    (state: string | null) => {
      const key = `amend.status.${state ?? 'none'}`;
      return isStatus(key) ? say(key) : (state ?? '');
    },
    [say],
  );
}

type StatusKey = Extract<WriteKey, `amend.status.${string}`>;

function isStatus(key: string): key is StatusKey {
  return Object.hasOwn(writeWords.en, key);
}
