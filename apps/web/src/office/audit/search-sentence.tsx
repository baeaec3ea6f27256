import { useId, useState, type ComponentProps, type ReactNode } from 'react';
import { Button } from '../../parts/button.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useTerm } from '../term.ts';
import { useDayText } from '../use-day-text.ts';
import { dayWords } from '../words/day-words.ts';
import { seenWords } from '../words/seen-words.ts';
import { PatientChoice } from './patient-choice.tsx';
import { anything, outcomes, type Sentence } from './search.ts';

const kinds = [
  'allergies',
  'medications',
  'problems',
  'results',
  'imaging',
  'vitals',
  'immunisations',
  'procedures',
  'documents',
  'encounters',
  'identity',
] as const;
const days = ['from', 'until'] as const;
const purposes = ['TREAT', 'ETREAT', 'HOPERAT', 'HPAYMT', 'HRESCH', 'PATRQT'] as const;
const bases = ['grant', 'emergency', 'emergency-rest', 'treatment', 'self'] as const;

/** The search as one sentence: who saw what of whom, when, why, on which basis, with which outcome. */
export function SearchSentence({
  given,
  busy,
  onSearch,
}: {
  given: Sentence;
  busy: boolean;
  onSearch: (sentence: Sentence) => void;
}) {
  const say = useWords(seenWords);
  const term = useTerm();
  const [sentence, setSentence] = useState(given);
  const [unread, setUnread] = useState({ from: false, until: false });
  const change = (part: Partial<Sentence>) => setSentence({ ...sentence, ...part });
  return (
    <form
      className="panel query pad"
      role="search"
      aria-label={say('sentence')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!unread.from && !unread.until) onSearch(sentence);
      }}
    >
      <Blank label={say('who')}>
        <Input
          value={sentence.who}
          placeholder={say('anyone')}
          onChange={(event) => change({ who: event.target.value })}
        />
      </Blank>
      <PatientChoice chosen={sentence.patient} onChoose={(patient) => change({ patient })} />
      <Select
        label={say('what')}
        any={say('anything')}
        value={sentence.what}
        options={kinds.map((kind) => [kind, term('kind', kind)])}
        onChoose={(what) => change({ what })}
      />
      {days.map((part) => (
        <Day
          key={part}
          label={say(part)}
          day={sentence[part]}
          onDay={(day, isUnread) => {
            change({ [part]: day });
            setUnread({ ...unread, [part]: isUnread });
          }}
        />
      ))}
      <Select
        label={say('because')}
        any={say('anyPurpose')}
        value={sentence.why}
        options={purposes.map((code) => [code, term('purpose', code)])}
        onChoose={(why) => change({ why })}
      />
      <Select
        label={say('basis')}
        any={say('anyBasis')}
        value={sentence.basis}
        options={bases.map((code) => [code, term('basis', code)])}
        onChoose={(basis) => change({ basis })}
      />
      <Select
        label={say('outcome')}
        any={say('anyOutcome')}
        value={sentence.outcome}
        options={outcomes.map((code) => [code, say(code)])}
        onChoose={(given) =>
          change({ outcome: outcomes.find((each) => each === given) ?? anything.outcome })
        }
      />
      <span className="push">
        <Button kind="main" type="submit" busy={busy}>
          {say('search')}
        </Button>
      </span>
    </form>
  );
}

function Blank({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="blank">
      <span>{label}</span>
      {children}
    </label>
  );
}

function Input(props: Omit<ComponentProps<'input'>, 'className'>) {
  return <input {...props} className="input" />;
}

function Day({
  label,
  day,
  onDay,
}: {
  label: string;
  day: string;
  onDay: (day: string, isUnread: boolean) => void;
}) {
  const say = useWords(dayWords);
  const { input, isUnread } = useDayText(day, onDay);
  return (
    <Blank label={label}>
      <Input {...input} placeholder={say('any')} aria-invalid={isUnread} />
      {isUnread ? <span className="state state--part small">{say('unread')}</span> : null}
    </Blank>
  );
}

function Select({
  label,
  any,
  value,
  options,
  onChoose,
}: {
  label: string;
  any: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onChoose: (value: string) => void;
}) {
  const id = useId();
  return (
    <span className="blank">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => onChoose(event.target.value)}
      >
        <option value="">{any}</option>
        {options.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    </span>
  );
}
