import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Choice, Segments, SelectField } from '../../parts/field.tsx';
import { usePrefs, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { kindsOf, needNames, type Need } from '../ask/needs.ts';
import { useDirectory, useMemberName, useMembers } from '../data/people.ts';
import { askWords } from '../words/ask.ts';
import { assistedWords } from '../words/assisted.ts';
import { FormDialog } from '../write/form-dialog.tsx';
import { toggled } from './guardian-dialog.tsx';
import { isNamed, nobody, SecondSigner } from './second-signer.tsx';

const terms = ['30', '90', '365'] as const;

/** Gives access as the patient said it to two of staff. */
export function AssistedGrant({
  patient,
  close,
  done,
}: {
  patient: string;
  close: () => void;
  done: () => void;
}) {
  const say = useWords(assistedWords);
  const sayAsk = useWords(askWords);
  const grantees = useGrantees();
  const [to, setTo] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<Need>>(new Set(['summary']));
  const [days, setDays] = useState<(typeof terms)[number]>('90');
  const { language } = usePrefs();
  const [second, setSecond] = useState(nobody);
  const [isTried, setTried] = useState(false);
  const act = useAct('grant-assisted', nothing, { changes: ['grants'], done });
  const isWhole = to !== '' && chosen.size > 0 && isNamed(second);
  return (
    <FormDialog
      title={say('give')}
      act={say('sign')}
      isBusy={act.isPending}
      fault={act.error}
      onClose={close}
      onSubmit={() => {
        setTried(true);
        if (!isWhole) return;
        const categories = kindsOf(chosen).filter((kind) => kind !== 'identity');
        act.mutate({
          patient,
          to,
          categories,
          purpose: 'TREAT',
          days: Number(days),
          language,
          second,
        });
      }}
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
      <fieldset className="bare">
        <legend className="label">{say('kinds')}</legend>
        {needNames.map((need) => (
          <Choice
            key={need}
            label={sayAsk(`need.${need}`)}
            checked={chosen.has(need)}
            onChange={({ currentTarget }) =>
              setChosen(toggled(chosen, need, currentTarget.checked))
            }
          />
        ))}
      </fieldset>
      <div className="field">
        <span className="label">{say('days')}</span>
        <Segments
          label={say('days')}
          value={days}
          options={terms.map((term) => ({ value: term, label: say(`days.${term}`) }))}
          onChange={setDays}
        />
      </div>
      <SecondSigner value={second} onValue={setSecond} />
      {isTried && !isWhole ? (
        <p className="state state--part" role="alert">
          {say('missing')}
        </p>
      ) : null}
    </FormDialog>
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
