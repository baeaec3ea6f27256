import { useId, useState } from 'react';
import * as v from 'valibot';
import { rowsOf } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { seenWords } from '../words/seen-words.ts';
import type { Sentence } from './search.ts';

const patientsForm = rowsOf(
  v.object({ patient: v.string(), name: v.string(), born: v.nullable(v.string()) }),
);

/** The patient of the sentence: a name is written, and where several have it one is picked. */
export function PatientChoice({
  chosen,
  onChoose,
}: {
  chosen: Sentence['patient'];
  onChoose: (patient: Sentence['patient']) => void;
}) {
  const say = useWords(seenWords);
  const formats = useFormats();
  const id = useId();
  const [text, setText] = useState('');
  const find = useAct('find', patientsForm);
  const look = () => {
    if (text.trim().length >= 2) find.mutate({ text: text.trim() });
  };
  if (chosen !== undefined)
    return (
      <span className="blank">
        <span>{say('saw')}</span>
        <b>{chosen.name}</b>
        <Button kind="quiet" size="small" icon="x" onClick={() => onChoose(undefined)}>
          {say('anyPatientAgain')}
        </Button>
      </span>
    );
  return (
    <span className="blank">
      <label htmlFor={id}>{say('saw')}</label>
      <input
        id={id}
        className="input"
        value={text}
        placeholder={say('anyPatient')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || text.trim() === '') return;
          event.preventDefault();
          look();
        }}
      />
      {text.trim() === '' ? null : (
        <Button size="small" icon="search" busy={find.isPending} onClick={look}>
          {say('findPatient')}
        </Button>
      )}
      <FaultLine error={find.error} />
      {find.data === undefined || text.trim() === '' ? null : (
        <span className="picks" role="group" aria-label={say('choosePatient')}>
          {find.data.length === 0 ? <span className="quiet">{say('noPatientFound')}</span> : null}
          {find.data.map(({ patient, name, born }) => (
            <Button
              key={patient}
              size="small"
              onClick={() => {
                setText('');
                find.reset();
                onChoose({ id: patient, name });
              }}
            >
              {born === null ? name : say('bornOn', { name, born: formats.date(born) })}
            </Button>
          ))}
        </span>
      )}
    </span>
  );
}
