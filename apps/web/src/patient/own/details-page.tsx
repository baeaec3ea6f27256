import { useState } from 'react';
import * as v from 'valibot';
import { maybeText, nothing, rowsOf } from '../../api/forms.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { TextField } from '../../parts/field.tsx';
import { Panel } from '../../parts/panel.tsx';
import { State } from '../../parts/state.tsx';
import { spaced } from '../../parts/pair.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useBaseWords, useFormats, useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';
import { News } from './news.tsx';
import { Passkeys } from './passkeys.tsx';

const detailsForm = v.object({
  name: v.string(),
  born: maybeText,
  sex: v.nullable(v.string()),
  number: maybeText,
  address: maybeText,
  phone: maybeText,
  mail: maybeText,
});
const correctionsForm = rowsOf(
  v.object({
    correction: v.string(),
    field: v.string(),
    text: v.string(),
    at: v.string(),
    state: v.string(),
    answer: maybeText,
  }),
);
const fields = ['name', 'born', 'sex', 'number', 'address', 'phone', 'mail'] as const;

/** What this hospital knows of the person, each to be corrected; where news goes; with which devices she signs. */
export function DetailsPage() {
  const say = useWords(patientWords);
  const formats = useFormats();
  const details = useAnswer('details', {}, detailsForm);
  const corrections = useAnswer('corrections', {}, correctionsForm);
  const [field, setField] = useState<(typeof fields)[number]>();
  return (
    <div className="wrap narrow stack-5">
      <h1>{say('details.title')}</h1>
      <Answer of={details}>
        {(known) => (
          <Panel title={say('details.known')}>
            <dl className="details details--rows">
              {fields.map((name) => (
                <div key={name}>
                  <dt>{say(`details.${name}`)}</dt>
                  <dd>
                    <Value name={name} value={known[name]} />
                    <button type="button" className="linkish" onClick={() => setField(name)}>
                      {say('details.wrong')}
                      <span className="sr-only"> {say(`details.${name}`)}</span>
                    </button>
                  </dd>
                </div>
              ))}
            </dl>
          </Panel>
        )}
      </Answer>
      {corrections.data === undefined || corrections.data.length === 0 ? null : (
        <Panel title={say('details.corrections')}>
          <ul>
            {corrections.data.map((row) => (
              <li key={row.correction} className="item">
                <b>{isField(row.field) ? say(`details.${row.field}`) : row.field}</b>: {row.text}{' '}
                <span className="quiet">{formats.date(row.at)}</span>
                <br />
                <State
                  kind={row.state === 'done' ? 'ok' : row.state === 'refused' ? 'plain' : 'sys'}
                  icon={row.state === 'open' ? 'clock' : 'check'}
                >
                  {say(
                    row.state === 'done'
                      ? 'details.done'
                      : row.state === 'refused'
                        ? 'details.refused'
                        : 'details.open',
                  )}
                </State>{' '}
                {row.answer}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <News />
      <Passkeys />
      {field === undefined ? null : <Correct field={field} close={() => setField(undefined)} />}
    </div>
  );
}

function Value({ name, value }: { name: (typeof fields)[number]; value: string | null }) {
  const say = useWords(patientWords);
  const base = useBaseWords();
  const formats = useFormats();
  if (value === null || value === '') return <span className="quiet">{say('details.none')}</span>;
  if (name === 'born') return <span>{formats.date(value)}</span>;
  if (name === 'number') return <span>{spaced(value)}</span>;
  if (name === 'sex')
    return (
      <span>
        {['male', 'female', 'other'].includes(value)
          ? base(genderKey(value))
          : base('gender.unknown')}
      </span>
    );
  return <span>{value}</span>;
}

function genderKey(sex: string): 'gender.male' | 'gender.female' | 'gender.other' {
  if (sex === 'male') return 'gender.male';
  return sex === 'female' ? 'gender.female' : 'gender.other';
}

function isField(name: string): name is (typeof fields)[number] {
  return fields.some((each) => each === name);
}

function Correct({ field, close }: { field: (typeof fields)[number]; close: () => void }) {
  const say = useWords(patientWords);
  const base = useBaseWords();
  const [text, setText] = useState('');
  const act = useAct('correction-request', nothing, { changes: ['corrections'], done: close });
  return (
    <Dialog
      title={say('details.correct', { field: say(`details.${field}`) })}
      onClose={close}
      footer={
        <>
          <Button
            kind="main"
            busy={act.isPending}
            disabled={text.trim() === ''}
            onClick={() => act.mutate({ field, text: text.trim() })}
          >
            {say('details.send')}
          </Button>
          <Button onClick={close}>{base('confirm.cancel')}</Button>
        </>
      }
    >
      <TextField
        label={say('details.should')}
        hint={say('details.should.hint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <FaultLine error={act.error} />
    </Dialog>
  );
}
