import { Field } from '../parts/field.tsx';
import { useWords } from '../prefs/prefs.tsx';
import { useDayText } from './use-day-text.ts';
import { dayWords } from './words/day-words.ts';

/** A day, written freely: 18-nov. */
export function DayField({
  label,
  day,
  hint,
  fault,
  isAhead = false,
  onDay,
}: {
  label: string;
  day: string;
  hint?: string;
  fault?: string | undefined;
  /** A day without a year is the next one, not the last. */
  isAhead?: boolean;
  /** The day, or '' where none is written; `isUnread` where what is written is no day. */
  onDay: (day: string, isUnread: boolean) => void;
}) {
  const say = useWords(dayWords);
  const { input, isUnread } = useDayText(day, onDay, { isAhead });
  return (
    <Field
      {...input}
      label={label}
      hint={hint}
      placeholder={say('example')}
      fault={isUnread ? say('unread') : fault}
    />
  );
}
