import { useState, type ChangeEvent } from 'react';
import { useFormats } from '../prefs/prefs.tsx';
import { readDay } from './day.ts';

/** What an input needs in which a day is written freely: it is shown as staff write days once it is left. What is no day is given as '' and `isUnread`. */
export function useDayText(
  day: string,
  onDay: (day: string, isUnread: boolean) => void,
  { isAhead = false }: { isAhead?: boolean } = {},
) {
  const formats = useFormats();
  const [text, setText] = useState(day === '' ? '' : formats.date(day));
  const readNow = (written: string) => readDay(written, Date.now(), { isAhead });
  const unread = (written: string) => written.trim() !== '' && readNow(written) === undefined;
  const read = readNow(text);
  return {
    isUnread: unread(text),
    input: {
      value: text,
      size: 12,
      autoComplete: 'off',
      onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
        setText(target.value);
        onDay(readNow(target.value) ?? '', unread(target.value));
      },
      onBlur: () => {
        if (read !== undefined) setText(formats.date(read));
      },
    },
  };
}
