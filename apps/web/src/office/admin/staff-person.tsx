import { useState } from 'react';
import * as v from 'valibot';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useTerm } from '../term.ts';
import { personWords } from '../words/person-words.ts';
import type { StaffRow } from './staff-list.tsx';

/** A member of staff: role, a lost password, suspension. */
export function StaffPerson({ person }: { person: StaffRow }) {
  const say = useWords(personWords);
  const term = useTerm();
  const { user: self } = useWho();
  const { name, role, user } = person;
  return (
    <>
      <div className="head">
        <h1>{name}</h1>
        <span className="quiet">{term('role', role)}</span>
        <span className="quiet">
          {say('account')} {user}
        </span>
      </div>
      {user === self ? null : (
        <div className="cols cols--office">
          <Reset user={user} />
          <Suspend user={user} name={name} />
        </div>
      )}
    </>
  );
}

function Reset({ user }: { user: string }) {
  const say = useWords(personWords);
  const reset = useAct('reset-password', v.object({ password: v.string() }));
  return (
    <Panel title={say('reset')}>
      <div className="pad stack-2">
        <p>{say('resetLead')}</p>
        {reset.data === undefined ? (
          <p className="row">
            <Button icon="key" busy={reset.isPending} onClick={() => reset.mutate({ user })}>
              {say('resetButton')}
            </Button>
          </p>
        ) : (
          <Notice kind="ok" says="polite">
            {say('resetDone')} <b className="fingerprint">{reset.data.password}</b>
          </Notice>
        )}
        <FaultLine error={reset.error} />
      </div>
    </Panel>
  );
}

function Suspend({ user, name }: { user: string; name: string }) {
  const say = useWords(personWords);
  const [isSure, setSure] = useState(false);
  const suspend = useAct('suspend-practitioner', nothing, { changes: ['directory'] });
  return (
    <Panel title={say('suspend')}>
      <div className="pad stack-2">
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
        {suspend.isSuccess ? (
          <Notice kind="ok" says="polite">
            {say('suspended', { name })}
          </Notice>
        ) : (
          <p className="row">
            {isSure ? (
              <>
                <Button
                  kind="main"
                  busy={suspend.isPending}
                  onClick={() => suspend.mutate({ user })}
                >
                  {say('suspendSure', { name })}
                </Button>
                <Button onClick={() => setSure(false)}>{say('keep')}</Button>
              </>
            ) : (
              <Button icon="stop" onClick={() => setSure(true)}>
                {say('suspendButton', { name })}
              </Button>
            )}
          </p>
        )}
        <FaultLine error={suspend.error} />
      </div>
    </Panel>
  );
}
