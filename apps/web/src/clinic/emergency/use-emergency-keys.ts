import { getHotkeyHandler } from '@mantine/hooks';
import { useRef, type KeyboardEvent } from 'react';
import { reasons, type Reason } from './reasons.tsx';

/** Keys of a form of emergency access: 1 to 3 choose a reason and go to the words, Ctrl and Enter opens, Escape leaves. */
export function useEmergencyKeys(keys: {
  choose: (reason: Reason) => void;
  open: () => void;
  leave: () => void;
}) {
  const words = useRef<HTMLDivElement>(null);
  const byNumber = reasons.map((each, index): [string, () => void] => [
    String(index + 1),
    () => {
      keys.choose(each);
      words.current?.querySelector('textarea')?.focus();
    },
  ]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    getHotkeyHandler([
      ['mod+Enter', keys.open],
      ['Escape', keys.leave],
    ])(event);
    // In a field a figure is a figure.
    const isField = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
    if (!isField && !(event.target instanceof HTMLTextAreaElement))
      getHotkeyHandler(byNumber)(event);
  };
  return { words, onKeyDown };
}
