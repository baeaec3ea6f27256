import { useState } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { Fault } from '../parts/fault.tsx';
import { Answer } from '../parts/waiting.tsx';
import { demoPeople, type DemoPerson } from '../passkey/demo-people.ts';
import { useBaseWords, useWords } from '../prefs/prefs.tsx';
import { useSession } from '../session/session.tsx';
import { initials, isRole } from './person-words.ts';
import { byDemonstrationKey, byPassword } from './sign-in.ts';
import { everyoneWords } from './words.ts';

/** The people of a demonstration: one click signs in, by a passkey that this page holds, or by the password shown. */
export function Demonstration() {
  const say = useWords(everyoneWords);
  const base = useBaseWords();
  const { refresh } = useSession();
  const people = useAnswer('demo-people', {}, demoPeople);
  const [fault, setFault] = useState<unknown>();

  async function enter({ user, password = '', passkey }: DemoPerson) {
    setFault(undefined);
    try {
      await (passkey === undefined ? byPassword({ user, password }) : byDemonstrationKey(passkey));
      await refresh();
    } catch (error) {
      setFault(error);
    }
  }

  return (
    <>
      <h2>{say('demo.heading')}</h2>
      <p className="hint">{say('demo.hint')}</p>
      {fault === undefined ? null : <Fault error={fault} />}
      <Answer of={people} rows={6}>
        {(rows) => (
          <div className="faces">
            {rows.map((person) => (
              <button key={person.user} type="button" onClick={() => void enter(person)}>
                <span className="ini" aria-hidden="true">
                  {initials(person.name)}
                </span>
                <span>
                  <b>{person.name}</b>
                  <br />
                  <span className="hint">
                    {isRole(person.role) ? base(`role.${person.role}`) : person.role}
                    {person.passkey === undefined ? null : ` · ${say('demo.passkey')}`}
                  </span>
                </span>
              </button>
            ))}
          </div>
        )}
      </Answer>
      <p className="hint">{say('demo.start')}</p>
    </>
  );
}
