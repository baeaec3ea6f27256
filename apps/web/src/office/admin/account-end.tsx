import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { DayField } from '../day-field.tsx';
import { accountWords } from '../words/account-words.ts';
import { endOf, lastDay, type StaffRow } from './staff.ts';

/** The last day of an account: what it is, another one, or none. */
export function AccountEnd({ person: { user, until } }: { person: StaffRow }) {
  const say = useWords(accountWords);
  const formats = useFormats();
  const [day, setDay] = useState('');
  const set = useAct('practitioner-until', nothing, { changes: ['staff', 'directory'] });
  return (
    <Panel title={say('until')}>
      <form
        className="pad stack-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (day !== '') set.mutate({ user, until: endOf(day) });
        }}
      >
        <p role="status">
          <b>
            {until === null
              ? say('untilNone')
              : say('untilSet', { day: formats.date(lastDay(until)) })}
          </b>
        </p>
        <p className="soft">{say('untilLead')}</p>
        <DayField label={say('untilField')} day={day} isAhead onDay={(given) => setDay(given)} />
        <p className="row">
          <Button type="submit" busy={set.isPending} disabled={day === ''}>
            {say('untilButton')}
          </Button>
          {until === null ? null : (
            <Button busy={set.isPending} onClick={() => set.mutate({ user, until: null })}>
              {say('untilRemove')}
            </Button>
          )}
        </p>
        <FaultLine error={set.error} />
      </form>
    </Panel>
  );
}
