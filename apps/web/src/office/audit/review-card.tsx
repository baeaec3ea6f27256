import { useState } from 'react';
import { Link } from 'wouter';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { TextField } from '../../parts/field.tsx';
import { Panel } from '../../parts/panel.tsx';
import { State } from '../../parts/state.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useMembers } from '../members.ts';
import { useTerm } from '../term.ts';
import { reviewsWords } from '../words/reviews-words.ts';
import { addressOfLine } from './line-address.ts';
import { reviewForm, type Review } from './review.ts';

/** One emergency access: what happened, why, who was told, and the answer to it. */
export function ReviewCard({ review }: { review: Review }) {
  const say = useWords(reviewsWords);
  const formats = useFormats();
  const { role } = useWho();
  const isOverdue = review.state === 'overdue';
  const due = formats.date(review.due);
  return (
    <Panel
      title={say('heading', { who: review.who, at: formats.when(review.at) })}
      acts={
        <State kind={isOverdue ? 'part' : 'off'} icon="clock">
          {say(isOverdue ? 'overdue' : 'due', { due })}
        </State>
      }
    >
      <div className="cols pad">
        <Facts review={review} />
        {role === 'auditor' ? (
          <p className="soft">{say('byOfficer')}</p>
        ) : (
          <Answering id={review.id} />
        )}
      </div>
    </Panel>
  );
}

function Facts({ review }: { review: Review }) {
  const say = useWords(reviewsWords);
  const term = useTerm();
  const formats = useFormats();
  const { nameOf } = useMembers();
  const { who, patientName, resources, basis, outcome, delayedUntil } = review;
  const patient = patientName ?? say('unknown');
  const n = resources.length;
  const what =
    review.custodian === review.organisation
      ? say('chart', { n })
      : say(basis === 'emergency-rest' ? 'rest' : 'summary', { n });
  return (
    <div className="stack-2">
      <p>
        {outcome === 'refused'
          ? say('nothing', { who, patient })
          : say('opened', { who, what, patient })}{' '}
        <span className="soft">{say('here', { custodian: nameOf(review.custodian) })}</span>
      </p>
      <dl className="facts-list">
        <dt>{say('reason')}</dt>
        <dd>{review.reason.map((code) => term('reason', code)).join(', ')}</dd>
        <dt>{say('words')}</dt>
        <dd>{review.text}</dd>
        {review.question === null ? null : (
          <>
            <dt>{say('question')}</dt>
            <dd>{review.question}</dd>
          </>
        )}
        <dt>{say('told')}</dt>
        <dd>
          {delayedUntil === null
            ? say('atOnce')
            : say('later', { at: formats.date(delayedUntil), why: review.delayReason ?? '' })}
        </dd>
      </dl>
      <p>
        <Link href={addressOfLine({ id: review.line, patient: review.patient })}>
          {say('look')}
        </Link>
      </p>
    </div>
  );
}

function Answering({ id }: { id: string }) {
  const say = useWords(reviewsWords);
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const answer = useAct('review', reviewForm, { changes: ['reviews'] });
  const send = (outcome: 'justified' | 'not-justified') => {
    setMissing(text.trim() === '');
    if (text.trim() !== '') answer.mutate({ id, outcome, text: text.trim() });
  };
  return (
    <div className="stack-2">
      <TextField
        label={say('text')}
        hint={say('textHint')}
        rows={3}
        maxLength={2000}
        value={text}
        fault={isMissing ? say('missing') : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="row">
        <Button kind="main" busy={answer.isPending} onClick={() => send('justified')}>
          {say('justified')}
        </Button>
        <Button busy={answer.isPending} onClick={() => send('not-justified')}>
          {say('notJustified')}
        </Button>
      </p>
      <FaultLine error={answer.error} />
    </div>
  );
}
