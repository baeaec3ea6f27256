import { useState } from 'react';
import * as v from 'valibot';
import { nothing } from '../../api/forms.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Square } from '../../parts/square.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { enrolWords } from '../words/enrol.ts';
import { LostPaper } from './lost-paper.tsx';
import type { Waiting } from './waiting.ts';

const cardForm = v.object({ card: v.string(), stop: v.nullish(v.string()) });

/** The card of a patient: shown when asked for, printed with its stop code to tear off. */
export function CardPanel({ patient, fresh }: { patient: string; fresh: Waiting | undefined }) {
  const say = useWords(enrolWords);
  const [isShown, setShown] = useState(fresh?.state === 'done');
  const card = useAnswer('card', { patient }, cardForm, { when: isShown });
  const printed = useAct('card-printed', nothing, { done: () => print() });
  return (
    <Panel
      title={say('card.title')}
      className="card-panel"
      acts={
        isShown ? (
          <Button
            size="small"
            icon="print"
            busy={printed.isPending}
            onClick={() => printed.mutate({ patient })}
          >
            {say('card.print')}
          </Button>
        ) : (
          <Button size="small" onClick={() => setShown(true)}>
            {say('card.show')}
          </Button>
        )
      }
    >
      {isShown ? (
        <Answer of={card} rows={3}>
          {(answer) => <Printed card={answer.card} stop={answer.stop ?? null} />}
        </Answer>
      ) : null}
      <LostPaper patient={patient} />
    </Panel>
  );
}

function Printed({ card, stop }: { card: string; stop: string | null }) {
  const say = useWords(enrolWords);
  const { memberName } = useWho();
  return (
    <div className="print-card">
      <div className="print-card__front">
        <Square text={card} label={say('card.square', { code: card })} />
        <div>
          <p className="label">{say('card.name')}</p>
          <p className="print-card__code">{card}</p>
          <p className="small">{say('card.text', { who: memberName })}</p>
        </div>
      </div>
      {stop === null ? null : (
        <div className="print-card__stop">
          <p className="small quiet">{say('card.tear')}</p>
          <p className="label">{say('card.stop')}</p>
          <p className="print-card__code">{stop}</p>
          <p className="small">
            <Rich text={say('card.stop.text', { who: memberName })} />
          </p>
        </div>
      )}
    </div>
  );
}
