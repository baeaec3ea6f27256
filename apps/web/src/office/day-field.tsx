import { Field } from '../parts/field.tsx';
import { useWords } from '../prefs/prefs.tsx';
import { useDayText } from './use-day-text.ts';
import { dayWords } from './words/day-words.ts';

/** A day, written freely: 18-nov. */
export function DayField({
  label,
  day,
  fault,
  onDay,
}: {
  label: string;
  day: string;
  fault?: string | undefined;
  onDay: (day: string) => void;
}) {
  const say = useWords(dayWords);
  const { input, isUnread } = useDayText(day, onDay);
  return (
    <Field
      {...input}
      label={label}
      placeholder={say('example')}
      fault={isUnread ? say('unread') : fault}
    />
  );
}
