import { Link } from 'wouter';
import { State } from '../../parts/state.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useTerm } from '../term.ts';
import { accountWords } from '../words/account-words.ts';
import { AccountState } from './account-state.tsx';
import { needOf, useStaff } from './staff.ts';

/** The accounts that need an administrator, and why; one sentence where there are none. */
export function PeopleNeed() {
  const say = useWords(accountWords);
  const term = useTerm();
  const staff = useStaff();
  const now = Date.now();
  return (
    <Answer of={staff} rows={2}>
      {(rows) => {
        const needing = rows.flatMap((person) => {
          const need = needOf(person, now);
          return need === undefined ? [] : [{ person, need }];
        });
        if (needing.length === 0)
          return (
            <p className="pad">
              <State kind="ok">{say('nobody')}</State>
            </p>
          );
        return (
          <ul className="lines">
            {needing.map(({ person, need }) => (
              <li key={person.handle}>
                <p className="row">
                  <Link href={`/admin/people/${person.handle}`}>
                    <b>{person.name}</b>
                  </Link>
                  <span className="quiet">{term('role', person.role)}</span>
                </p>
                <p className="row">
                  <AccountState person={person} />
                  <span className="soft small">{say(`need.${need}`)}</span>
                </p>
              </li>
            ))}
          </ul>
        );
      }}
    </Answer>
  );
}
