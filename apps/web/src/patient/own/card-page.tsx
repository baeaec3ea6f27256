import * as v from 'valibot';
import { maybeText, nothing } from '../../api/forms.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Mark } from '../../parts/mark.tsx';
import { Square } from '../../parts/square.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { patientWords } from '../words.ts';

const cardForm = v.object({ card: v.string(), stop: v.optional(maybeText, null) });

/** The card to print: the code that another hospital asks with, and below it, to tear off, the stop code. */
export function CardPage() {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { patient = '', name, memberName } = useWho();
  const card = useAnswer('card', { patient }, cardForm);
  const printed = useAct('card-printed', nothing);
  return (
    <div className="wrap narrow stack-5 card-page">
      <div className="no-print">
        <h1>{say('card.title')}</h1>
        <p className="lead">{say('card.lead')}</p>
      </div>
      <Answer of={card}>
        {(codes) => (
          <>
            <div className="cards">
              <section className="card" aria-label={say('card.title')}>
                <p className="card__head">
                  <Mark /> <b>{memberName}</b>
                </p>
                <p className="card__name">{name}</p>
                <div className="card__code">
                  <Square text={codes.card} label={say('card.square')} />
                  <div className="stack-2">
                    <p>{say('card.shows')}</p>
                    <p className="code">{codes.card}</p>
                    <p className="hint">{say('card.alone')}</p>
                  </div>
                </div>
              </section>
              {codes.stop === null ? null : (
                <section className="card card--stop" aria-label={say('card.stop')}>
                  <p className="card__head">
                    <b>{say('card.stop')}</b>
                  </p>
                  <p>{say('card.stop.text', { name: memberName })}</p>
                  <p className="code">{codes.stop}</p>
                  <p className="hint">{say('card.stop.keep')}</p>
                </section>
              )}
            </div>
            <p className="row no-print">
              <Button
                kind="main"
                icon="print"
                onClick={() => {
                  printed.mutate({ patient });
                  print();
                }}
              >
                {say('card.print')}
              </Button>
              <span className="hint">{say('card.lost')}</span>
            </p>
            <p className="print-only small">{formats.when(Date.now(), { absolute: true })}</p>
          </>
        )}
      </Answer>
    </div>
  );
}
