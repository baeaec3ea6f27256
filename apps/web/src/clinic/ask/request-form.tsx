import { useState } from 'react';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field, TextField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { askWords } from '../words/ask.ts';
import { askedForm } from './asked.ts';

const isDay = (text: string) => text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text);
const isCount = (text: string) => /^[1-9]\d{0,3}$/.test(text);

/** Asks the patient for access: for which event, what, from when, until when (C13); she may narrow each. */
export function RequestForm({
  card,
  question,
  onSent,
}: {
  card: string;
  question: { for: string; categories: string[]; purpose: string; event?: string };
  onSent: () => void;
}) {
  const say = useWords(askWords);
  const [text, setText] = useState('');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [days, setDays] = useState('30');
  const [erase, setErase] = useState('30');
  const [isTried, setTried] = useState(false);
  const request = useAct('request', askedForm, { changes: ['requests'], done: onSent });
  const isWhole = [from, until].every(isDay) && [days, erase].every(isCount);
  const field = (set: (value: string) => void) => ({
    autoComplete: 'off',
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      set(currentTarget.value.trim()),
  });
  return (
    <form
      className="panel"
      aria-labelledby="request"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isWhole || request.isPending) return;
        request.mutate({
          card,
          ...question,
          days: Number(days),
          eraseDays: Number(erase),
          ...(from === '' ? {} : { dataFrom: from }),
          ...(until === '' ? {} : { dataUntil: until }),
          ...(text.trim() === '' ? {} : { text: text.trim() }),
        });
      }}
    >
      <header>
        <h2 id="request">{say('request.title')}</h2>
      </header>
      <div className="pad stack">
        <TextField
          label={say('request.text')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <div className="dose-fields">
          <Field
            label={say('request.from')}
            hint={say('request.date.hint')}
            value={from}
            {...field(setFrom)}
          />
          <Field label={say('request.until')} value={until} {...field(setUntil)} />
          <Field label={say('request.days')} inputMode="numeric" value={days} {...field(setDays)} />
          <Field
            label={say('request.erase')}
            inputMode="numeric"
            fault={isTried && !isWhole ? say('request.bad') : ''}
            value={erase}
            {...field(setErase)}
          />
        </div>
        <FaultLine error={request.error} />
      </div>
      <footer>
        <Button kind="main" type="submit" busy={request.isPending}>
          {say('request.act')}
        </Button>
      </footer>
    </form>
  );
}
