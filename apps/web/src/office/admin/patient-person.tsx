import * as v from 'valibot';
import { useHistoryState } from 'wouter/use-browser-location';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { CardSheet } from '../enrol/card-sheet.tsx';
import { EnrolPanel } from '../enrol/enrol-panel.tsx';
import { personWords } from '../words/person-words.ts';

const stateForm = v.object({ name: v.string() });
const cardForm = v.object({ card: v.string(), stop: v.nullable(v.string()) });

/** A patient with limited fields: enrolment by two, or the card that she has. */
export function PatientPerson({
  id,
  born,
  enrolled,
}: {
  id: string;
  born: string | null;
  enrolled: boolean;
}) {
  const say = useWords(personWords);
  const formats = useFormats();
  return (
    <>
      <div className="head">
        <h1>{nameIn(useHistoryState<unknown>()) ?? say('patient')}</h1>
        <span className="quiet">
          {say('born')} {born === null ? '–' : formats.date(born)}
        </span>
        {enrolled ? <span className="quiet">{say('enrolled')}</span> : null}
      </div>
      <p className="soft">{say('limited')}</p>
      {enrolled ? <Card patient={id} /> : <EnrolPanel patient={id} />}
    </>
  );
}

/** The name comes with the page's own state from the list where it was found, never in an address (I3). */
function nameIn(state: unknown): string | undefined {
  return v.is(stateForm, state) ? state.name : undefined;
}

function Card({ patient }: { patient: string }) {
  const say = useWords(personWords);
  const show = useAct('card', cardForm);
  const printed = useAct('card-printed', nothing);
  const lost = useAct('card-lost', cardForm);
  const card = lost.data ?? show.data;
  return (
    <div className="cols cols--office">
      <Panel title={say('card')}>
        <div className="pad stack-2">
          <p>{say('cardLead')}</p>
          {card === undefined ? (
            <p className="row">
              <Button
                busy={show.isPending}
                onClick={() => {
                  show.mutate({ patient });
                  printed.mutate({ patient });
                }}
              >
                {say('cardShow')}
              </Button>
            </p>
          ) : (
            <CardSheet name="" card={card.card} stop={card.stop ?? '–'} />
          )}
          <FaultLine error={show.error} />
        </div>
      </Panel>
      <Panel title={say('lost')}>
        <div className="pad stack-2">
          <p>{say('lostLead')}</p>
          <p className="row">
            <Button busy={lost.isPending} onClick={() => lost.mutate({ patient, what: 'card' })}>
              {say('lostButton')}
            </Button>
          </p>
          <FaultLine error={lost.error} />
        </div>
      </Panel>
    </div>
  );
}
