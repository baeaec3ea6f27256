import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { ChartFrame } from '../chart/chart-frame.tsx';
import type { Card } from '../card/card-code.ts';
import { printedCard } from '../card/card-code.ts';
import { keepAnswer } from '../data/keep-answer.ts';
import { useMemberName } from '../data/people.ts';
import type { Chart } from '../data/use-chart.ts';
import { eventsOf } from '../record/events.ts';
import { askWords } from '../words/ask.ts';
import { AskResult } from './ask-result.tsx';
import { AskedNotice } from './asked-notice.tsx';
import { useAskedRequests } from './asked.ts';
import { CardField } from './card-field.tsx';
import { CopiesPanel } from './copies-panel.tsx';
import { EventChoice } from './event-choice.tsx';
import { NeedChoice } from './need-choice.tsx';
import { kindsOf, type Need } from './needs.ts';
import { OutsideNotice } from './outside-notice.tsx';
import { RequestForm } from './request-form.tsx';
import { shownForm } from './shown.ts';

const purposes = ['TREAT', 'HOPERAT'] as const;

/** Asks another hospital by the patient's card; no forecast of the answer, no list of what exists there. */
export function AskPage() {
  return <ChartFrame tab={null}>{({ chart }) => <Ask chart={chart} />}</ChartFrame>;
}

function Ask({ chart }: { chart: Chart }) {
  const say = useWords(askWords);
  const memberName = useMemberName();
  const { member: own } = useWho();
  const events = eventsOf(chart.own);
  const [card, setCard] = useState<Card>();
  const [event, setEvent] = useState(events[0]?.id ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<Need>>(new Set(['summary', 'results']));
  const [purpose, setPurpose] = useState<string>('TREAT');
  const [isRequesting, setRequesting] = useState(false);
  const queries = useQueryClient();
  const ask = useAct('ask', shownForm, {
    changes: ['copies'],
    done: (answer) =>
      keepAnswer(queries, answer, {
        patient: chart.patient,
        custodian: card?.member ?? '',
        basis: 'grant',
      }),
  });
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (ask.status === 'success' || ask.status === 'error')
      answer.current?.scrollIntoView({ block: 'nearest' });
  }, [ask.status]);
  const who = card === undefined ? '' : memberName(card.member);
  const isReady = card !== undefined && card.member !== own && chosen.size > 0;
  const question = {
    for: chart.patient,
    categories: kindsOf(chosen),
    purpose,
    ...(event === '' ? {} : { event }),
  };
  return (
    <div className="ask-page">
      <OutsideNotice />
      <form
        className="panel"
        aria-labelledby="ask"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (!isReady || ask.isPending) return;
          setRequesting(false);
          ask.mutate({ card: printedCard(card), ...question });
        }}
      >
        <header className="ask-page__head">
          <h2 id="ask">{say('title')}</h2>
          <p className="soft">{say('lead')}</p>
        </header>
        <div className="pad cols">
          <div className="stack">
            <CardField card={card} onCard={setCard} />
            <EventChoice events={events} chosen={event} onChoose={setEvent} />
          </div>
          <div className="stack">
            <NeedChoice chosen={chosen} onChange={setChosen} />
            <SelectField
              label={say('purpose')}
              value={purpose}
              onChange={({ currentTarget }) => setPurpose(currentTarget.value)}
            >
              {purposes.map((each) => (
                <option key={each} value={each}>
                  {say(`purpose.${each}`)}
                </option>
              ))}
            </SelectField>
          </div>
        </div>
        <footer className="row">
          <Button kind="main" type="submit" busy={ask.isPending} disabled={!isReady}>
            {who === '' || card?.member === own ? say('act.none') : say('act', { who })}
          </Button>
          <Link className="push" href={`/patients/${chart.patient}/emergency`}>
            {say('toEmergency')}
          </Link>
        </footer>
      </form>
      <div ref={answer} className="ask-page__answer">
        <AskResult
          key={ask.submittedAt}
          who={memberName(cardMember(ask.variables?.card))}
          ask={ask}
          patient={chart.patient}
          onAgain={() => {
            if (ask.variables !== undefined) ask.mutate(ask.variables);
          }}
          onRequest={() => setRequesting(true)}
        />
      </div>
      {isRequesting && ask.variables !== undefined ? (
        <RequestForm
          card={ask.variables.card}
          question={{ ...question, for: chart.patient }}
          onSent={() => setRequesting(false)}
        />
      ) : null}
      <OpenRequests patient={chart.patient} />
      <CopiesPanel chart={chart} />
    </div>
  );
}

function cardMember(card: string | undefined): string {
  return (card ?? '').split(':')[0]?.toLowerCase() ?? '';
}

function OpenRequests({ patient }: { patient: string }) {
  const rows = useAskedRequests().data ?? [];
  return rows
    .filter((asked) => asked.for === patient && asked.state === 'open')
    .map((asked) => <AskedNotice key={asked.request} asked={asked} />);
}
