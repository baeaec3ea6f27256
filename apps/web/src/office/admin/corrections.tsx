import * as v from 'valibot';
import { useState } from 'react';
import { maybeText, nothing, rowsOf } from '../../api/forms.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { State } from '../../parts/state.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { correctionsWords } from '../words/corrections-words.ts';

const fields = ['name', 'born', 'sex', 'number', 'address', 'phone', 'mail'] as const;
const correctionForm = v.object({
  correction: v.string(),
  patient: v.string(),
  field: v.string(),
  text: v.string(),
  at: v.string(),
  state: v.picklist(['open', 'done', 'refused']),
  answer: maybeText,
});

type Correction = v.InferOutput<typeof correctionForm>;

/** Personal details that patients asked to correct and nobody has answered; one sentence where there are none. */
export function Corrections() {
  const say = useWords(correctionsWords);
  const corrections = useAnswer('corrections', {}, rowsOf(correctionForm));
  return (
    <Answer of={corrections} rows={2}>
      {(rows) => {
        const open = rows.filter(({ state }) => state === 'open');
        if (open.length === 0)
          return (
            <p className="pad">
              <State kind="ok">{say('none')}</State>
            </p>
          );
        return (
          <ul className="lines">
            {open.map((correction) => (
              <Line key={correction.correction} correction={correction} />
            ))}
          </ul>
        );
      }}
    </Answer>
  );
}

function Line({ correction }: { correction: Correction }) {
  const say = useWords(correctionsWords);
  const formats = useFormats();
  const [answer, setAnswer] = useState('');
  const reply = useAct('correction-answer', nothing, { changes: ['corrections'] });
  const fieldWord = (given: string) => {
    const field = fields.find((each) => each === given);
    return field === undefined ? given : say(`field.${field}`);
  };
  const send = (done: boolean) =>
    reply.mutate({ correction: correction.correction, done, answer: answer.trim() });
  return (
    <li className="stack-2">
      <p>
        {say('asks', { field: fieldWord(correction.field) })} <b>{correction.text}</b>{' '}
        <span className="quiet small">{formats.when(correction.at)}</span>
      </p>
      <div className="row row--fields">
        <Field
          label={say('answer')}
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
        />
        <Button busy={reply.isPending} disabled={answer.trim() === ''} onClick={() => send(true)}>
          {say('done')}
        </Button>
        <Button busy={reply.isPending} disabled={answer.trim() === ''} onClick={() => send(false)}>
          {say('refuse')}
        </Button>
      </div>
      <FaultLine error={reply.error} />
    </li>
  );
}
