import { useState } from 'react';
import * as v from 'valibot';
import { Link } from 'wouter';
import { useAnswer } from '../../api/use-answer.ts';
import { Field } from '../../parts/field.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useTerm } from '../term.ts';
import { peopleWords } from '../words/people-words.ts';

/** Staff as the directory lists them. */
export const staffForm = v.array(
  v.object({
    member: v.string(),
    user: v.string(),
    handle: v.string(),
    name: v.string(),
    role: v.string(),
  }),
);

/** One member of staff. */
export type StaffRow = v.InferOutput<typeof staffForm>[number];

/** Who works here; a name opens the person. */
export function StaffList() {
  const say = useWords(peopleWords);
  const { member } = useWho();
  const staff = useAnswer('directory', { member }, staffForm);
  const [text, setText] = useState('');
  return (
    <>
      <div className="pad">
        <Field
          label={say('filter')}
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Answer of={staff} rows={5}>
        {(rows) => <Table rows={rows} text={text.trim().toLowerCase()} />}
      </Answer>
    </>
  );
}

function Table({ rows, text }: { rows: readonly StaffRow[]; text: string }) {
  const say = useWords(peopleWords);
  const term = useTerm();
  const shown = rows.filter(({ name, role }) =>
    `${name} ${term('role', role)}`.toLowerCase().includes(text),
  );
  if (shown.length === 0) return <p className="pad quiet">{say('noneStaff')}</p>;
  return (
    <table className="tbl">
      <caption className="sr-only">{say('staff')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('name')}</th>
          <th scope="col">{say('role')}</th>
          <th scope="col">{say('account')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ handle, name, role, user }) => (
          <tr key={handle}>
            <td>
              <Link href={`/admin/people/${handle}`}>
                <b>{name}</b>
              </Link>
            </td>
            <td>{term('role', role)}</td>
            <td className="quiet">{user}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
