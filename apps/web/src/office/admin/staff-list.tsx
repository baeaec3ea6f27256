import { useState } from 'react';
import { Link } from 'wouter';
import { Field } from '../../parts/field.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useTerm } from '../term.ts';
import { peopleWords } from '../words/people-words.ts';
import { AccountState } from './account-state.tsx';
import { useStaff, type StaffRow } from './staff.ts';

/** Who works here, and whether the account holds; a name opens the person. */
export function StaffList() {
  const say = useWords(peopleWords);
  const staff = useStaff();
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
    <table className="tbl tbl--people">
      <caption className="sr-only">{say('staff')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('name')}</th>
          <th scope="col">{say('role')}</th>
          <th scope="col">{say('accountState')}</th>
          <th scope="col" className="col-account">
            {say('account')}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((person) => (
          <tr key={person.handle}>
            <td>
              <Link href={`/admin/people/${person.handle}`}>
                <b>{person.name}</b>
              </Link>
            </td>
            <td>{term('role', person.role)}</td>
            <td>
              <AccountState person={person} />
            </td>
            <td className="quiet col-account">{person.user}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
