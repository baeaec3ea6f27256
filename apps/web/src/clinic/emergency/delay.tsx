import { Choice, Field, TextField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { askWords } from '../words/ask.ts';

/** A recorded safeguarding delay: until when the patient is not told, and why. */
export interface Delay {
  readonly until: string;
  readonly reason: string;
}

/** Telling the patient later, with a reason and an end (C8.2). */
export function DelayFields({
  delay,
  onChange,
}: {
  delay: Delay | undefined;
  onChange: (delay: Delay | undefined) => void;
}) {
  const say = useWords(askWords);
  return (
    <div className="stack-2">
      <Choice
        label={say('emergency.delay')}
        checked={delay !== undefined}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.checked ? { until: '', reason: '' } : undefined)
        }
      />
      {delay === undefined ? null : (
        <>
          <Field
            label={say('emergency.delay.until')}
            hint={say('emergency.delay.hint')}
            autoComplete="off"
            value={delay.until}
            onChange={({ currentTarget }) =>
              onChange({ ...delay, until: currentTarget.value.trim() })
            }
          />
          <TextField
            label={say('emergency.delay.reason')}
            value={delay.reason}
            onChange={({ currentTarget }) => onChange({ ...delay, reason: currentTarget.value })}
          />
        </>
      )}
    </div>
  );
}
