import { useState } from 'react';
import * as v from 'valibot';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { holdWords } from '../words/hold.ts';

const paperForm = v.object({ card: v.string(), stop: v.nullable(v.string()) });

/** What was lost: a card gets another code, a stop code is used, which stops all sharing (C11). */
export function LostPaper({ patient }: { patient: string }) {
  const say = useWords(holdWords);
  const [isSure, setSure] = useState(false);
  const lost = useAct('card-lost', paperForm, {
    changes: ['card', 'grants'],
    done: () => setSure(false),
  });
  const what = lost.variables?.what;
  return (
    <div className="pad stack-2 no-print">
      <p className="row">
        <Button
          size="small"
          busy={lost.isPending && what === 'card'}
          onClick={() => lost.mutate({ patient, what: 'card' })}
        >
          {say('lost.card')}
        </Button>
        <Button size="small" onClick={() => setSure(!isSure)}>
          {say('lost.stop')}
        </Button>
        {isSure ? (
          <Button
            size="small"
            kind="main"
            busy={lost.isPending && what === 'stop'}
            onClick={() => lost.mutate({ patient, what: 'stop' })}
          >
            {say('lost.stop.sure')}
          </Button>
        ) : null}
      </p>
      {lost.isSuccess && what !== undefined ? (
        <Notice kind="ok" says="polite">
          {say(`lost.${what}.done`)}
        </Notice>
      ) : null}
      <FaultLine error={lost.error} />
    </div>
  );
}
