import { useState } from 'react';
import { Choice, Segments, SelectField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { kindsOf, needNames, type Need } from '../ask/needs.ts';
import { useDirectory, useMemberName, useMembers } from '../data/people.ts';
import type { Identity } from '../record/identity.ts';
import { askWords } from '../words/ask.ts';
import { assistedWords } from '../words/assisted.ts';
import { toggled } from './guardian-dialog.tsx';
import { SignTogether } from './sign-together.tsx';

const terms = ['30', '90', '365'] as const;

/** Gives access as the patient said it to two of staff. */
export function AssistedGrant({
  patient,
  identity,
  close,
  done,
}: {
  patient: string;
  identity: Identity;
  close: () => void;
  done: () => void;
}) {
  const say = useWords(assistedWords);
  const grantees = useGrantees();
  const [to, setTo] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<Need>>(new Set(['summary']));
  const [days, setDays] = useState<(typeof terms)[number]>('90');
  const categories = kindsOf(chosen).filter((kind) => kind !== 'identity');
  const wanted =
    to === '' || chosen.size === 0
      ? undefined
      : { patient, to, categories, purpose: 'TREAT', days: Number(days) };
  return (
    <SignTogether
      title={say('give')}
      patient={patient}
      identity={identity}
      wanted={wanted}
      close={close}
      done={done}
    >
      <SelectField
        label={say('to')}
        data-autofocus
        value={to}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      >
        <option value="">{say('to.choose')}</option>
        {grantees.map((each) => (
          <option key={each.to} value={each.to}>
            {each.name}
          </option>
        ))}
      </SelectField>
      <NeedsField names={needNames} chosen={chosen} onChosen={setChosen} />
      <div className="field">
        <span className="label">{say('days')}</span>
        <Segments
          label={say('days')}
          value={days}
          options={terms.map((term) => ({ value: term, label: say(`days.${term}`) }))}
          onChange={setDays}
        />
      </div>
    </SignTogether>
  );
}

/** Which kinds: one box for each group. */
export function NeedsField({
  names,
  chosen,
  onChosen,
}: {
  names: readonly Need[];
  chosen: ReadonlySet<Need>;
  onChosen: (chosen: ReadonlySet<Need>) => void;
}) {
  const say = useWords(assistedWords);
  const sayAsk = useWords(askWords);
  return (
    <fieldset className="bare">
      <legend className="label">{say('kinds')}</legend>
      {names.map((need) => (
        <Choice
          key={need}
          label={sayAsk(`need.${need}`)}
          checked={chosen.has(need)}
          onChange={({ currentTarget }) => onChosen(toggled(chosen, need, currentTarget.checked))}
        />
      ))}
    </fieldset>
  );
}

/** The hospitals that treat elsewhere, and their doctors and nurses. */
function useGrantees(): readonly { to: string; name: string }[] {
  const say = useWords(assistedWords);
  const { member: own } = useWho();
  const nameOf = useMemberName();
  const members = useMembers().data?.rows ?? [];
  const people = useDirectory().data ?? [];
  const others = members.filter(({ id, status }) => id !== own && status === 'active');
  return others.flatMap(({ id, name }) => [
    ...people
      .filter(({ member, role }) => member === id && (role === 'doctor' || role === 'nurse'))
      .map((each) => ({ to: `${each.user}@${id}`, name: `${each.name}, ${nameOf(id)}` })),
    { to: id, name: say('to.whole', { hospital: name }) },
  ]);
}
