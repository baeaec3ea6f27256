import { useState } from 'react';
import { Field, Segments, Switch } from '../../parts/field.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';
import { erasedAt } from './answers.ts';
import type { Asked } from './questions.tsx';
import { Question } from './who-question.tsx';

const dayMs = 86_400_000;
const spans = [
  { value: '30', key: 'give.month' },
  { value: '90', key: 'give.months3' },
  { value: '365', key: 'give.year' },
] as const;

/** The fourth question: how long, when copies are erased, entries of which time. */
export function TimeQuestion({ n, answers, change, longest }: Asked & { longest?: number }) {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { days, eraseDays, eraseAt, dataFrom, dataUntil } = answers;
  const span = spans.find(({ value }) => Number(value) === days)?.value ?? 'date';
  const [isByDate, setByDate] = useState(span === 'date');
  const [isEarlier, setEarlier] = useState(eraseDays !== undefined || eraseAt !== undefined);
  const [isDated, setDated] = useState(dataFrom !== '');
  const [before] = useState(dataUntil);
  const options = spans.filter(({ value }) => longest === undefined || Number(value) <= longest);
  const now = Date.now();
  const erased = erasedAt(answers, now);
  const dayAt = (at: number) => new Date(at).toISOString().slice(0, 10);
  const dayIn = (count: number) => dayAt(now + count * dayMs);
  const daysTo = (day: string) => Math.max(1, Math.ceil((Date.parse(day) - now) / dayMs));
  return (
    <fieldset className="ask">
      <legend>
        <Question n={n} text={say('give.long')} />
      </legend>
      <Segments
        label={say('give.long')}
        value={isByDate ? 'date' : span}
        options={[
          ...options.map(({ value, key }) => ({ value, label: say(key) })),
          { value: 'date' as const, label: say('give.date') },
        ]}
        onChange={(value) => {
          setByDate(value === 'date');
          if (value !== 'date') change({ ...answers, days: Number(value) });
        }}
      />
      {isByDate ? (
        <Day
          label={say('give.date.label')}
          min={dayIn(1)}
          {...(longest === undefined ? {} : { max: dayIn(longest) })}
          value={dayIn(days)}
          onChange={(day) => change({ ...answers, days: daysTo(day) })}
        />
      ) : null}
      <p className="hint">
        {say('give.erased', { date: formats.date(erased) })}{' '}
        {isEarlier ? null : (
          <button type="button" className="linkish" onClick={() => setEarlier(true)}>
            {say('give.earlier')}
          </button>
        )}
      </p>
      {isEarlier ? (
        <Day
          label={say('give.erase.label')}
          min={dayIn(1)}
          max={dayIn(days)}
          value={dayAt(erased)}
          onChange={(day) => change({ ...answers, eraseDays: daysTo(day) })}
        />
      ) : null}
      <Switch
        label={say('give.from')}
        hint={isDated || dataUntil !== '' ? undefined : say('give.from.all')}
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
          value={dataFrom.slice(0, 10)}
          onChange={({ target }) => change({ ...answers, dataFrom: target.value })}
        />
      ) : null}
      {before === '' ? null : longest === undefined ? (
        <Switch
          label={say('give.before', { date: formats.date(before) })}
          checked={dataUntil !== ''}
          onChange={({ target }) => change({ ...answers, dataUntil: target.checked ? before : '' })}
        />
      ) : (
        <p className="hint">{say('give.before', { date: formats.date(before) })}</p>
      )}
    </fieldset>
  );
}

/** A day within bounds; what is out of them while it is written changes nothing, and afterwards the day that counts stands there. */
function Day({
  label,
  min,
  max,
  value,
  onChange,
}: {
  label: string;
  min: string;
  max?: string;
  value: string;
  onChange: (day: string) => void;
}) {
  const [written, setWritten] = useState<string>();
  return (
    <Field
      label={label}
      type="date"
      min={min}
      max={max}
      value={written ?? value}
      onBlur={() => setWritten(undefined)}
      onChange={({ target }) => {
        setWritten(target.value);
        if (target.value !== '' && target.validity.valid) onChange(target.value);
      }}
    />
  );
}
