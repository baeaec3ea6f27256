import { useState } from 'react';
import { CustodyMark } from '../../parts/custody-mark.tsx';
import { Field } from '../../parts/field.tsx';
import { Tag } from '../../parts/state.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useBaseWords, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { WideTable } from '../chart/wide-table.tsx';
import { useDirectory, useMemberName } from '../data/people.ts';
import { placesWords } from '../words/places.ts';

const roles = [
  'doctor',
  'nurse',
  'administrator',
  'privacy-officer',
  'auditor',
  'researcher',
] as const;

/** All hospitals' doctors and nurses, found by name, role or hospital. */
export function DirectoryPage() {
  const say = useWords(placesWords);
  const sayBase = useBaseWords();
  const memberName = useMemberName();
  const { member: own } = useWho();
  const [text, setText] = useState('');
  const directory = useDirectory();
  const roleName = (role: string) => {
    const known = roles.find((each) => each === role);
    return known === undefined ? role : sayBase(`role.${known}`);
  };
  const words = text.toLowerCase().split(/\s+/);
  return (
    <div className="page stack">
      <h1>{say('directory')}</h1>
      <div className="find-form">
        <Field
          type="search"
          label={say('directory.find')}
          autoComplete="off"
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </div>
      <Answer of={directory} rows={6}>
        {(people) => {
          const rows = people
            .map((person) => ({
              ...person,
              roleWords: roleName(person.role),
              hospital: memberName(person.member),
            }))
            .filter(({ hospital, name, roleWords }) =>
              words.every((word) =>
                `${name} ${roleWords} ${hospital}`.toLowerCase().includes(word),
              ),
            );
          return (
            <section className="panel" aria-label={say('directory')}>
              {rows.length === 0 ? (
                <p className="item quiet">{say('directory.none')}</p>
              ) : (
                <WideTable
                  caption={say('directory')}
                  heads={[say('directory.name'), say('directory.role'), say('directory.hospital')]}
                >
                  {rows.map(({ handle, hospital, member, name, roleWords, active }) => (
                    <tr key={handle}>
                      <th scope="row">
                        <b>{name}</b> {active ? null : <Tag>{say('directory.over')}</Tag>}
                      </th>
                      <td>{roleWords}</td>
                      <td>
                        <CustodyMark
                          custody={member === own ? 'here' : 'elsewhere'}
                          name={hospital}
                        />
                      </td>
                    </tr>
                  ))}
                </WideTable>
              )}
            </section>
          );
        }}
      </Answer>
    </div>
  );
}
