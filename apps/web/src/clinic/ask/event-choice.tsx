import { Choice } from '../../parts/field.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import type { CareEvent } from '../record/events.ts';
import { askWords } from '../words/ask.ts';

const most = 4;

/** For which event here: a visit or appointment of this hospital, or none (C14). */
export function EventChoice({
  events,
  chosen,
  onChoose,
}: {
  events: readonly CareEvent[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const say = useWords(askWords);
  const formats = useFormats();
  return (
    <fieldset className="bare">
      <legend className="label">{say('event')}</legend>
      {events.slice(0, most).map(({ date, id, words }) => (
        <Choice
          key={id}
          kind="radio"
          name="event"
          label={words}
          hint={date === null ? '' : formats.date(date)}
          checked={chosen === id}
          onChange={() => onChoose(id)}
        />
      ))}
      <Choice
        kind="radio"
        name="event"
        label={say('event.none')}
        hint={say('event.none.hint')}
        checked={chosen === ''}
        onChange={() => onChoose('')}
      />
    </fieldset>
  );
}
