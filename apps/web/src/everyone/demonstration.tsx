import { useState } from 'react';
import { useAnswer } from '../api/use-answer.ts';
import { Fault } from '../parts/fault.tsx';
import { Rich } from '../parts/rich.tsx';
import { Answer } from '../parts/waiting.tsx';
import { demonstrationForm, type DemoPerson } from '../passkey/demo-people.ts';
import { useBaseWords, useWords } from '../prefs/prefs.tsx';
import { useSession } from '../session/session.tsx';
import { initials, isRole } from './person-words.ts';
import { byDemonstrationKey, byPassword, terminalForm } from './sign-in.ts';
import { everyoneWords } from './words.ts';

// What the story is about comes first.
const order = ['patient', 'doctor', 'nurse', 'administrator', 'privacy-officer'] as const;

/** The people of a demonstration, each with what to try: one click signs in, by a passkey that this page holds or by password. */
export function Demonstration({ heading: Heading = 'h2' }: { heading?: 'h1' | 'h2' }) {
  const say = useWords(everyoneWords);
  const { refresh } = useSession();
  const people = useAnswer('demo-people', {}, demonstrationForm);
  const terminal = useAnswer('terminal', {}, terminalForm);
  const [fault, setFault] = useState<unknown>();

  async function enter({ user, password = '', passkey }: DemoPerson) {
    const shared = terminal.data?.shared ?? false;
    setFault(undefined);
    try {
      await (passkey === undefined
        ? byPassword({ user, password, ...(shared ? { shared } : {}) })
        : byDemonstrationKey(passkey));
      await refresh();
    } catch (error) {
      setFault(error);
    }
  }

  return (
    <>
      <Heading>{say('demo.heading')}</Heading>
      <p className="hint">{say('demo.hint')}</p>
      {fault === undefined ? null : <Fault error={fault} />}
      <Answer of={people} rows={6}>
        {({ rows, hospitals }) => (
          <>
            <div className="faces">
              {rows
                .toSorted((a, b) => rankOf(a) - rankOf(b))
                .map((person) => (
                  <Face key={person.user} person={person} enter={() => void enter(person)} />
                ))}
            </div>
            {hospitals.map(({ name, origin }) => (
              <p key={origin} className="hint">
                <Rich text={say('demo.other')} /> <a href={origin}>{name}</a>
              </p>
            ))}
          </>
        )}
      </Answer>
    </>
  );
}

function Face({ person: { name, role }, enter }: { person: DemoPerson; enter: () => void }) {
  const say = useWords(everyoneWords);
  const base = useBaseWords();
  const known = order.find((each) => each === role);
  return (
    <button type="button" onClick={enter}>
      <span className="ini" aria-hidden="true">
        {initials(name)}
      </span>
      <span>
        <b>{name}</b> <span className="quiet">{isRole(role) ? base(`role.${role}`) : role}</span>
        <br />
        <span className="hint">{known === undefined ? null : say(`demo.try.${known}`)}</span>
      </span>
    </button>
  );
}

function rankOf({ role }: DemoPerson): number {
  const rank = order.findIndex((each) => each === role);
  return rank === -1 ? order.length : rank;
}
