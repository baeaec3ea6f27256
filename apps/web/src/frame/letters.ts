import { useHotkeys } from '@mantine/hooks';
import { usePrefs } from '../prefs/prefs.tsx';

/** A key, and what it does. */
export type Letter = readonly [key: string, act: () => void];

/** Keys of one letter: outside fields and dialogs, where nothing nearer took them, and only while they are switched on (WCAG 2.1.4). */
export function useLetters(keys: readonly Letter[]): void {
  const { letters } = usePrefs();
  useHotkeys(
    letters
      ? keys.map(([key, act]) => [
          key,
          (event) => {
            if (event.defaultPrevented || isDialogOpen()) return;
            event.preventDefault();
            act();
          },
          { preventDefault: false },
        ])
      : [],
  );
}

/** Whether something stands over the page that takes the keys. */
export function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}
