import { useState } from 'react';
import * as v from 'valibot';
import { Link } from 'wouter';
import { maybeText, rowsOf } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { State } from '../../parts/state.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { peopleWords } from '../words/people-words.ts';

const foundForm = rowsOf(
  v.object({
    patient: v.string(),
    name: v.string(),
    born: maybeText,
    number: maybeText,
    enrolled: v.boolean(),
  }),
);

/** Patients by name or number, with limited fields; looking is recorded. */
export function PatientList() {
  const say = useWords(peopleWords);
  const [text, setText] = useState('');
  const find = useAct('find', foundForm);
  return (
    <>
      <form
        className="pad row row--fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim().length >= 2) find.mutate({ text: text.trim() });
        }}
      >
        <Field
          label={say('findPatient')}
          hint={say('findHint')}
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" icon="search" busy={find.isPending}>
          {say('find')}
        </Button>
        <FaultLine error={find.error} />
      </form>
      {find.data === undefined ? null : <Table rows={find.data} />}
    </>
  );
}

function Table({ rows }: { rows: v.InferOutput<typeof foundForm> }) {
  const say = useWords(peopleWords);
  const formats = useFormats();
  if (rows.length === 0) return <p className="pad quiet">{say('noPatient')}</p>;
  return (
    <table className="tbl">
      <caption className="sr-only">{say('patients')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('name')}</th>
          <th scope="col">{say('born')}</th>
          <th scope="col">{say('state')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ patient, name, born, enrolled }) => (
          <tr key={patient}>
            <td>
              <Link href={`/admin/people/${patient}`} state={{ name }}>
                <b>{name}</b>
              </Link>
            </td>
            <td>{born === null ? '–' : formats.date(born)}</td>
            <td>
              <State kind={enrolled ? 'ok' : 'part'} icon={enrolled ? 'check' : 'clock'}>
                {say(enrolled ? 'enrolled' : 'notEnrolled')}
              </State>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
