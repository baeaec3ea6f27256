import { useState } from 'react';
import { Choice, Field, Segments, Switch } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { closedLabels, kindRows, spokenRow, type KindRow } from '../kinds.ts';
import { patientWords } from '../words.ts';
import type { Answers } from './answers.ts';
import type { Counts } from './counts.ts';
import { Question } from './who-question.tsx';

interface Asked {
  /** Its number on the page. */
  n: number;
  answers: Answers;
  change: (answers: Answers) => void;
}

/** The second question: what; closed kinds are folded, each its own switch. */
export function WhatQuestion({
  n,
  answers,
  change,
  counts,
  only,
  within,
}: Asked & { counts: Counts; only?: readonly KindRow[]; within?: readonly string[] }) {
  const say = useWords(patientWords);
  const { kinds, closed } = answers;
  const labels = closedLabels.filter((label) => within === undefined || within.includes(label));
  const rows = kindRows.filter(({ key }) => only === undefined || only.includes(key));
  return (
    <fieldset className="ask">
      <legend>
        <Question n={n} text={say('give.what')} />
      </legend>
      <div className="panel choices">
        {rows.map(({ key }) => (
          <Choice
            key={key}
            label={say(`kind.${spokenRow(key, within)}`)}
            hint={say('give.count', { n: counts.open[key] })}
            checked={kinds.includes(key)}
            onChange={({ target }) =>
              change({ ...answers, kinds: withOrWithout(kinds, key, target.checked) })
            }
          />
        ))}
      </div>
      {labels.length === 0 ? null : (
        <details className="tech closed-kinds">
          <summary>
            <Icon name="lock" /> {say('give.closed', { n: labels.length })}
          </summary>
          <div className="stack">
            <p className="hint">{say('give.closed.hint')}</p>
            {labels.map((label) => (
              <Switch
                key={label}
                label={say(`closed.${label}`)}
                checked={closed.includes(label)}
                onChange={({ target }) =>
                  change({ ...answers, closed: withOrWithout(closed, label, target.checked) })
                }
              />
            ))}
          </div>
        </details>
      )}
    </fieldset>
  );
}

/** The third question: what for. */
export function PurposeQuestion({ n, answers, change }: Asked) {
  const say = useWords(patientWords);
  return (
    <fieldset className="ask">
      <legend>
        <Question n={n} text={say('give.purpose')} />
      </legend>
      <div className="panel choices">
        <Choice
          kind="radio"
          name="purpose"
          label={say('give.purpose.TREAT')}
          checked={answers.purpose === 'TREAT'}
          onChange={() => change({ ...answers, purpose: 'TREAT' })}
        />
        <Choice
          kind="radio"
          name="purpose"
          label={say('give.purpose.CAREMGT')}
          hint={say('give.purpose.CAREMGT.hint')}
          checked={answers.purpose === 'CAREMGT'}
          onChange={() => change({ ...answers, purpose: 'CAREMGT' })}
        />
      </div>
    </fieldset>
  );
}

const dayMs = 86_400_000;
const spans = [
  { value: '30', key: 'give.month' },
  { value: '90', key: 'give.months3' },
  { value: '365', key: 'give.year' },
] as const;

/** The fourth question: how long, when copies are erased, from which date on. */
export function TimeQuestion({ n, answers, change, longest }: Asked & { longest?: number }) {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { days, eraseDays, dataFrom } = answers;
  const span = spans.find(({ value }) => Number(value) === days)?.value ?? 'date';
  const [isEarlier, setEarlier] = useState(eraseDays !== undefined);
  const [isDated, setDated] = useState(dataFrom !== '');
  const options = spans.filter(({ value }) => longest === undefined || Number(value) <= longest);
  const dateIn = (count: number) => new Date(Date.now() + count * dayMs).toISOString().slice(0, 10);
  const daysTo = (date: string) => Math.max(1, Math.ceil((Date.parse(date) - Date.now()) / dayMs));
  return (
    <fieldset className="ask">
      <legend>
        <Question n={n} text={say('give.long')} />
      </legend>
      <Segments
        label={say('give.long')}
        value={span}
        options={[
          ...options.map(({ value, key }) => ({ value, label: say(key) })),
          { value: 'date' as const, label: say('give.date') },
        ]}
        onChange={(value) =>
          change({
            ...answers,
            days: value === 'date' ? Math.min(longest ?? 180, 180) : Number(value),
          })
        }
      />
      {span === 'date' ? (
        <Field
          label={say('give.date.label')}
          type="date"
          min={dateIn(1)}
          {...(longest === undefined ? {} : { max: dateIn(longest) })}
          value={dateIn(days)}
          onChange={({ target }) =>
            target.value === '' ? undefined : change({ ...answers, days: daysTo(target.value) })
          }
        />
      ) : null}
      <p className="hint">
        {say('give.erased', { date: formats.date(Date.now() + (eraseDays ?? days) * dayMs) })}{' '}
        {isEarlier ? null : (
          <button type="button" className="linkish" onClick={() => setEarlier(true)}>
            {say('give.earlier')}
          </button>
        )}
      </p>
      {isEarlier ? (
        <Field
          label={say('give.erase.label')}
          type="date"
          min={dateIn(1)}
          max={dateIn(days)}
          value={dateIn(eraseDays ?? days)}
          onChange={({ target }) =>
            target.value === ''
              ? undefined
              : change({ ...answers, eraseDays: Math.min(days, daysTo(target.value)) })
          }
        />
      ) : null}
      <Switch
        label={say('give.from')}
        hint={isDated ? undefined : say('give.from.all')}
        checked={isDated}
        onChange={({ target }) => {
          setDated(target.checked);
          if (!target.checked) change({ ...answers, dataFrom: '' });
        }}
      />
      {isDated ? (
        <Field
          label={say('give.from.label')}
          type="date"
          value={dataFrom}
          onChange={({ target }) => change({ ...answers, dataFrom: target.value })}
        />
      ) : null}
    </fieldset>
  );
}

function withOrWithout<T extends string>(all: readonly T[], one: T, isIn: boolean): T[] {
  const rest = all.filter((each) => each !== one);
  return isIn ? [...rest, one] : rest;
}
