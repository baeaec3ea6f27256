import * as v from 'valibot';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useTerm } from '../term.ts';
import { accountWords } from '../words/account-words.ts';
import { AccountEnd } from './account-end.tsx';
import { AccountState } from './account-state.tsx';
import { GivenPassword } from './given-password.tsx';
import type { StaffRow } from './staff.ts';
import { Suspension } from './suspension.tsx';

/** A member of staff: state and role, suspension, last day, a lost password, sessions. */
export function StaffPerson({ person }: { person: StaffRow }) {
  const say = useWords(accountWords);
  const term = useTerm();
  const { user: self } = useWho();
  const { name, role, user, passkeys } = person;
  return (
    <>
      <div className="head">
        <h1>{name}</h1>
        <AccountState person={person} />
        <span className="quiet">{term('role', role)}</span>
        <span className="quiet">
          {say('account')} {user}
        </span>
        <span className="quiet">{say('passkeys', { n: passkeys })}</span>
      </div>
      {person.settled ? null : <NotSettled person={person} />}
      {user === self ? (
        <p className="soft">{say('self')}</p>
      ) : (
        <div className="cols cols--office">
          <div className="stack">
            <Suspension key={person.state} person={person} />
            <Sessions person={person} />
          </div>
          <div className="stack">
            <AccountEnd person={person} />
            <Reset person={person} />
          </div>
        </div>
      )}
    </>
  );
}

/** What was said here and has not reached the others; saying the last day once more sends all of it. */
function NotSettled({ person: { user, until } }: { person: StaffRow }) {
  const say = useWords(accountWords);
  const act = useAct('practitioner-until', nothing, { changes: ['staff'] });
  return (
    <Notice
      kind="sys"
      act={
        <Button busy={act.isPending} onClick={() => act.mutate({ user, until })}>
          {say('settle')}
        </Button>
      }
    >
      <b>{say('notSettled')}</b>
      <p>{say('notSettledMore')}</p>
      <FaultLine error={act.error} />
    </Notice>
  );
}

function Sessions({ person: { user, sessions } }: { person: StaffRow }) {
  const say = useWords(accountWords);
  const end = useAct('end-sessions', nothing, { changes: ['staff'] });
  return (
    <Panel title={say('sessions')}>
      <div className="pad stack-2">
        {sessions === 0 ? (
          <p role="status">{say('sessionsNone')}</p>
        ) : (
          <>
            <p>{say('sessionsSome', { n: sessions })}</p>
            <p className="soft">{say('sessionsLead')}</p>
            <p className="row">
              <Button busy={end.isPending} onClick={() => end.mutate({ user })}>
                {say('sessionsButton')}
              </Button>
            </p>
          </>
        )}
        <FaultLine error={end.error} />
      </div>
    </Panel>
  );
}

function Reset({ person: { user, password } }: { person: StaffRow }) {
  const say = useWords(accountWords);
  const reset = useAct('reset-password', v.object({ password: v.string() }), {
    changes: ['staff'],
  });
  return (
    <Panel title={say('reset')}>
      <div className="pad stack-2">
        <p>{say('resetLead')}</p>
        {password === 'own' || reset.data !== undefined ? null : (
          <p className="soft">{say(`password.${password}`)}</p>
        )}
        {reset.data === undefined ? (
          <p className="row">
            <Button icon="key" busy={reset.isPending} onClick={() => reset.mutate({ user })}>
              {say('resetButton')}
            </Button>
          </p>
        ) : (
          <GivenPassword password={reset.data.password} />
        )}
        <FaultLine error={reset.error} />
      </div>
    </Panel>
  );
}
