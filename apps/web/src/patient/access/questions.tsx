import { Choice, Switch } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { closedLabels, kindRows, spokenRow, type KindRow } from '../kinds.ts';
import { patientWords } from '../words.ts';
import { withRow, type Answers } from './answers.ts';
import type { Counts } from './counts.ts';
import { Question } from './who-question.tsx';

/** What every question gets. */
export interface Asked {
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
  behind,
}: Asked & {
  counts: Counts;
  only?: readonly KindRow[];
  /** The kinds and labels that can be given, where they are not all. */
  within?: readonly string[];
  /** The kinds that the rows stand for, where they are not all. */
  behind?: readonly string[];
}) {
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
            label={say(`kind.${spokenRow(key, behind)}`)}
            hint={say('give.count', { n: counts.open[key] })}
            checked={kinds.includes(key)}
            onChange={({ target }) => change(withRow(answers, key, target.checked))}
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

function withOrWithout<T extends string>(all: readonly T[], one: T, isIn: boolean): T[] {
  const rest = all.filter((each) => each !== one);
  return isIn ? [...rest, one] : rest;
}
