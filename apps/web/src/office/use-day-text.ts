import { useState, type ChangeEvent } from 'react';
import { useFormats } from '../prefs/prefs.tsx';
import { readDay } from './day.ts';

/** What an input needs in which a day is written freely: it is shown as staff write days once it is left. */
export function useDayText(day: string, onDay: (day: string) => void) {
  const formats = useFormats();
  const [text, setText] = useState(day === '' ? '' : formats.date(day));
  const read = readDay(text, Date.now());
  return {
    isUnread: text.trim() !== '' && read === undefined,
    input: {
      value: text,
      size: 12,
      autoComplete: 'off',
      onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
        setText(target.value);
        onDay(readDay(target.value, Date.now()) ?? '');
      },
      onBlur: () => {
        if (read !== undefined) setText(formats.date(read));
      },
    },
  };
}
