import { useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Choice, Field, Segments } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { directoryForm } from '../access/grants.ts';
import { Question } from '../access/who-question.tsx';
import { closedLabels } from '../kinds.ts';
import { patientWords } from '../words.ts';
import { hideRows, type Hiding } from './hidden.ts';
import { useRowName } from './use-hidden-words.ts';
import { hideWords } from './words.ts';

const most = 6;

interface Asked {
  hiding: Hiding;
  change: (hiding: Hiding) => void;
}

/** Those of the own hospital who treat. */
export function useStaffHere() {
  const { member } = useWho();
  const { data = [] } = useAnswer('directory', {}, directoryForm);
  return data.flatMap(({ member: place, name, role, user }) => {
    const treats = (['doctor', 'nurse'] as const).find((each) => each === role);
    return place === member && treats !== undefined ? [{ user, name, role: treats }] : [];
  });
}

/** The first question: from everybody who does not treat her, or from one person. */
export function FromQuestion({ hiding, change }: Asked) {
  const say = useWords(hideWords);
  return (
    <fieldset className="ask">
      <legend>
        <Question n={1} text={say('hide.from')} />
      </legend>
      <div className="panel choices">
        {(['outside', 'person'] as const).map((from) => (
          <Choice
            key={from}
            kind="radio"
            name="from"
            label={say(`hide.${from}`)}
            hint={say(`hide.${from}.hint`)}
            checked={hiding.from === from}
            onChange={() => change({ ...hiding, from })}
          />
        ))}
      </div>
      {hiding.from === 'person' ? (
        <PersonPicks value={hiding.user} onChange={(user) => change({ ...hiding, user })} />
      ) : null}
    </fieldset>
  );
}

function PersonPicks({ value, onChange }: { value: string; onChange: (user: string) => void }) {
  const say = useWords(hideWords);
  const { memberName } = useWho();
  const staff = useStaffHere();
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const found = staff.filter(({ name }) => name.toLowerCase().includes(wanted));
  const shown = found.slice(0, most);
  const chosen = staff.filter((each) => each.user === value && !shown.includes(each));
  return (
    <div className="stack hide-person">
      <Field
        label={say('hide.person.label')}
        hint={say('hide.person.found', { n: found.length, name: memberName })}
        value={text}
        autoComplete="off"
        onChange={({ target }) => setText(target.value)}
      />
      <div className="picks">
        {[...chosen, ...shown].map(({ user, name, role }) => (
          <label key={user} className={user === value ? 'who-pick' : 'who-pick off'}>
            <input
              type="radio"
              name="person"
              checked={user === value}
              onChange={() => onChange(user)}
            />
            <span>
              <b>{name}</b>
              <small>{say(`hide.${role}`)}</small>
            </span>
          </label>
        ))}
      </div>
    </div>
  );
}

/** The second question: kinds, and what belongs to one of the closed kinds. */
export function WhatHiddenQuestion({ hiding, change }: Asked) {
  const say = useWords(hideWords);
  const sayPatient = useWords(patientWords);
  const rowName = useRowName();
  const { rows, labels } = hiding;
  const keys = hideRows.map(({ key }) => key);
  return (
    <fieldset className="ask">
      <legend>
        <Question n={2} text={say('hide.what')} />
      </legend>
      <div className="panel choices">
        {keys.map((key) => (
          <Choice
            key={key}
            label={rowName(key, 'mine')}
            checked={rows.includes(key)}
            onChange={({ target }) =>
              change({ ...hiding, rows: keys.filter((each) => isIn(rows, each, key, target)) })
            }
          />
        ))}
      </div>
      <p>
        <Button kind="quiet" size="small" onClick={() => change({ ...hiding, rows: keys })}>
          {say('hide.all')}
        </Button>
      </p>
      <div className="stack-2" role="group" aria-labelledby="hide-labels">
        <p className="label" id="hide-labels">
          {say('hide.label')}
        </p>
        <p className="hint">{say('hide.label.hint')}</p>
        <div className="panel choices">
          {closedLabels.map((label) => (
            <Choice
              key={label}
              label={sayPatient(`closed.${label}`)}
              checked={labels.includes(label)}
              onChange={({ target }) =>
                change({
                  ...hiding,
                  labels: closedLabels.filter((each) => isIn(labels, each, label, target)),
                })
              }
            />
          ))}
        </div>
      </div>
    </fieldset>
  );
}

/** Whether one of many is chosen after `changed` was ticked or not. */
function isIn<T extends string>(
  before: readonly T[],
  each: T,
  changed: T,
  { checked }: { checked: boolean },
): boolean {
  return each === changed ? checked : before.includes(each);
}

const dayMs = 86_400_000;
const dayIn = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

/** The third question: how long. */
export function HowLongQuestion({ hiding, change }: Asked) {
  const say = useWords(hideWords);
  const { lastDay } = hiding;
  return (
    <fieldset className="ask">
      <legend>
        <Question n={3} text={say('hide.long')} />
      </legend>
      <Segments
        label={say('hide.long')}
        value={lastDay === '' ? 'open' : 'date'}
        options={[
          { value: 'open', label: say('hide.long.open') },
          { value: 'date', label: say('hide.long.date') },
        ]}
        onChange={(value) => change({ ...hiding, lastDay: value === 'open' ? '' : dayIn(90) })}
      />
      {lastDay === '' ? null : (
        <Field
          label={say('hide.long.until')}
          type="date"
          min={dayIn(0)}
          value={lastDay}
          onChange={({ target }) =>
            target.value === '' ? undefined : change({ ...hiding, lastDay: target.value })
          }
        />
      )}
    </fieldset>
  );
}
