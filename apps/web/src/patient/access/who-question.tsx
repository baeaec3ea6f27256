import { useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Field } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { patientWords } from '../words.ts';
import { directoryForm, membersForm, type DirectoryRow, type MemberRow } from './grants.ts';

const most = 6;

/** Somebody or some hospital that can be permitted. */
export interface Grantee {
  readonly to: string;
  readonly name: string;
  readonly more: string;
}

/** Who may be permitted: doctors and nurses of the other hospitals, and these hospitals as a whole. */
export function useGrantees(): readonly Grantee[] {
  const say = useWords(patientWords);
  const { member } = useWho();
  const people = useAnswer('directory', {}, directoryForm);
  const members = useAnswer('members', {}, membersForm);
  const others = (members.data ?? []).filter(
    (each) => each.id !== member && each.status === 'active',
  );
  const nameOf = (id: string) => others.find((each) => each.id === id)?.name;
  return [
    ...(people.data ?? []).flatMap((person) => granteeOf(person, nameOf(person.member), say)),
    ...others.map((other: MemberRow) => ({
      to: other.id,
      name: say('give.whole', { name: other.name }),
      more: say('give.whole.more'),
    })),
  ];
}

function granteeOf(
  { member, user, name, role, active }: DirectoryRow,
  hospital: string | undefined,
  say: ReturnType<typeof useWords<typeof patientWords.en>>,
): Grantee[] {
  // Who is suspended or whose account is over could open nothing (I4).
  if (!active || hospital === undefined || (role !== 'doctor' && role !== 'nurse')) return [];
  return [{ to: `${user}@${member}`, name, more: say(`give.${role}`, { name: hospital }) }];
}

/** The first question: a person or a hospital, found by a part of the name. */
export function WhoQuestion({
  value,
  onChange,
}: {
  value: string;
  onChange: (to: string) => void;
}) {
  const say = useWords(patientWords);
  const grantees = useGrantees();
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const found = grantees.filter(
    (each) => wanted === '' || `${each.name} ${each.more}`.toLowerCase().includes(wanted),
  );
  const chosen = grantees.filter(
    (each) => each.to === value && !found.slice(0, most).includes(each),
  );
  return (
    <fieldset className="ask">
      <legend>
        <Question n={1} text={say('give.who')} />
      </legend>
      <Field
        label={say('give.who.label')}
        hint={say('give.who.hint', { n: found.length })}
        value={text}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      <div className="picks">
        {[...chosen, ...found.slice(0, most)].map((each) => (
          <label key={each.to} className={each.to === value ? 'who-pick' : 'who-pick off'}>
            <input
              type="radio"
              name="who"
              checked={each.to === value}
              onChange={() => onChange(each.to)}
            />
            <span>
              <b>{each.name}</b>
              <small>{each.more}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The heading of a question, with its number. */
export function Question({ n, text }: { n: number; text: string }) {
  return (
    <span className="question">
      <span>{n}</span>
      {text}
    </span>
  );
}
