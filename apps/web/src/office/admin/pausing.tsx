import { useState } from 'react';
import { Link } from 'wouter';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useMembers, type Member } from '../members.ts';
import { membersWords } from '../words/members-words.ts';

/** The brake that needs nobody's approval: the own releases to one member, or to everybody on the own page (M4.3). */
export function Pausing({ member: { id, name, paused } }: { member: Member }) {
  const say = useWords(membersWords);
  const { member: own } = useWho();
  const [isSure, setSure] = useState(false);
  const pause = useAct('pause', nothing, {
    changes: ['members'],
    done: () => setSure(false),
  });
  const { members } = useMembers();
  const isAll = id === own;
  const isAllPaused = members.some((member) => member.id === own && member.paused);
  const title = isAll ? say('pauseAllTitle') : say('pauseTitle', { name });
  if (isAllPaused && !isAll)
    return (
      <Notice
        kind="part"
        act={<Link href={`/admin/members/${encodeURIComponent(own)}`}>{say('toLift')}</Link>}
      >
        <Rich text={say('pausedAllNow')} />
      </Notice>
    );
  if (paused)
    return (
      <Notice
        kind="part"
        act={
          <Button busy={pause.isPending} onClick={() => pause.mutate({ member: id, lift: true })}>
            {say('lift')}
          </Button>
        }
      >
        <Rich text={isAll ? say('pausedAllNow') : say('pausedNow', { name })} />
        <FaultLine error={pause.error} />
      </Notice>
    );
  return (
    <Panel title={title}>
      <div className="pad stack-2">
        <p>{say('pauseLead')}</p>
        <ul className="yes">
          {[isAll ? say('pauseAll.1') : say('pause.1', { name }), say('pause.2')].map((text) => (
            <li key={text}>
              <Icon name="check" />
              <span>{text}</span>
            </li>
          ))}
        </ul>
        <ul className="no">
          <li>
            <Icon name="x" />
            <span>{say('noPause')}</span>
          </li>
        </ul>
        <p className="row">
          {isSure ? (
            <>
              <Button
                kind="main"
                busy={pause.isPending}
                onClick={() => pause.mutate({ member: id })}
              >
                {say('pauseSure')}
              </Button>
              <Button onClick={() => setSure(false)}>{say('keep')}</Button>
            </>
          ) : (
            <Button icon="stop" onClick={() => setSure(true)}>
              {say('pause')}
            </Button>
          )}
        </p>
        <FaultLine error={pause.error} />
      </div>
    </Panel>
  );
}
