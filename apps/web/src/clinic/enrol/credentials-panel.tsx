import type { ReactNode } from 'react';
import { Button } from '../../parts/button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { State } from '../../parts/state.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { holdWords } from '../words/hold.ts';
import type { Credential } from './credentials.ts';
import { UnderWay } from './under-way.tsx';
import type { Waiting } from './waiting.ts';

/** Keys that sign for a patient, each with its state; one act that two of staff began must end before the next begins. */
export function CredentialsPanel({
  title,
  none,
  credentials,
  waiting,
  about,
  add,
  end,
}: {
  title: string;
  /** What is said where there is no key. */
  none: string;
  credentials: readonly Credential[];
  waiting: Waiting | undefined;
  about: (credential: Credential) => { before: ReactNode; after?: ReactNode };
  add: { label: string; onClick: () => void };
  end: {
    label: string;
    canEnd: (credential: Credential) => boolean;
    onClick: (credential: Credential) => void;
  };
}) {
  const say = useWords(holdWords);
  return (
    <Panel
      title={title}
      acts={
        waiting === undefined ? (
          <Button size="small" icon="plus" onClick={add.onClick}>
            {add.label}
          </Button>
        ) : null
      }
    >
      {credentials.length === 0 ? <p className="item quiet">{none}</p> : null}
      <ul>
        {credentials.map((each) => {
          const { before, after } = about(each);
          return (
            <li key={each.credential} className="item row">
              {before}
              <State kind={each.state === 'in-use' ? 'ok' : 'plain'}>
                {say(`keys.state.${each.state}`)}
              </State>
              {after}
              {end.canEnd(each) && waiting === undefined ? (
                <span className="push">
                  <Button size="small" onClick={() => end.onClick(each)}>
                    {end.label}
                  </Button>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {waiting === undefined ? null : (
        <div className="pad stack">
          <UnderWay waiting={waiting} />
        </div>
      )}
    </Panel>
  );
}
