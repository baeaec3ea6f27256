import { useCallback } from 'react';
import { usePrefs } from '../prefs/prefs.tsx';
import { termsWords } from './words/terms-words.ts';

/** Which list a code belongs to. */
export type TermList =
  'purpose' | 'basis' | 'because' | 'reason' | 'review' | 'kind' | 'interaction' | 'role';

/** Says a code in words; one that the list does not know is said as it is, in small letters. */
export function useTerm(): (list: TermList, code: string) => string {
  const { language } = usePrefs();
  return useCallback(
    (list, code) => {
      const known: Readonly<Record<string, string>> = termsWords[language];
      return known[`${list}.${code}`] ?? code.toLowerCase().replaceAll('-', ' ');
    },
    [language],
  );
}
