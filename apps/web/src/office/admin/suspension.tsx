import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { accountWords } from '../words/account-words.ts';
import type { StaffRow } from './staff.ts';

/** Suspends an account in two presses with the reason between them, or shows its suspension and lifts it. */
export function Suspension({ person }: { person: StaffRow }) {
  return person.state === 'suspended' ? <Suspended person={person} /> : <Suspend person={person} />;
}

function Suspended({ person: { user, name, since, by, why } }: { person: StaffRow }) {
  const say = useWords(accountWords);
  const formats = useFormats();
  const lift = useAct('reinstate-practitioner', nothing, { changes: ['staff', 'directory'] });
  const at = since === null ? '–' : formats.when(since, { absolute: true });
  return (
    <Panel title={say('lift')}>
      <div className="pad stack-2">
        <Notice kind="alarm" says="polite">
          <b>{say('suspended', { name })}</b>
          <p>{by === null ? say('suspendedAt', { at }) : say('suspendedBy', { at, by })}</p>
          {why === '' ? null : <p>{say('why', { why })}</p>}
        </Notice>
        <p>{say('liftLead', { name })}</p>
        <p className="row">
          <Button icon="key" busy={lift.isPending} onClick={() => lift.mutate({ user })}>
            {say('liftButton', { name })}
          </Button>
        </p>
        <FaultLine error={lift.error} />
      </div>
    </Panel>
  );
}

function Suspend({ person: { user, name } }: { person: StaffRow }) {
  const say = useWords(accountWords);
  const [isSure, setSure] = useState(false);
  const [why, setWhy] = useState('');
  const suspend = useAct('suspend-practitioner', nothing, { changes: ['staff', 'directory'] });
  const given = why.trim();
  return (
    <Panel title={say('suspend')}>
      <form
        className="pad stack-2"
        onSubmit={(event) => {
          event.preventDefault();
          suspend.mutate({ user, ...(given === '' ? {} : { why: given }) });
        }}
      >
        <p>{say('suspendLead')}</p>
        <ul className="yes">
          {(['yes.1', 'yes.2'] as const).map((key) => (
            <li key={key}>
              <Icon name="check" />
              <span>{say(key, { name })}</span>
            </li>
          ))}
        </ul>
        <ul className="no">
          <li>
            <Icon name="x" />
            <span>{say('no.1', { name })}</span>
          </li>
        </ul>
        {isSure ? (
          <>
            <Field
              label={say('suspendWhy')}
              hint={say('suspendWhyHint')}
              maxLength={500}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
            <p className="row">
              <Button kind="main" type="submit" busy={suspend.isPending}>
                {say('suspendSure', { name })}
              </Button>
              <Button onClick={() => setSure(false)}>{say('keep')}</Button>
            </p>
          </>
        ) : (
          <p className="row">
            <Button icon="stop" onClick={() => setSure(true)}>
              {say('suspendButton', { name })}
            </Button>
          </p>
        )}
        <FaultLine error={suspend.error} />
      </form>
    </Panel>
  );
}
