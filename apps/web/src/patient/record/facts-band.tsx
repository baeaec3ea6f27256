import { useState, type ReactNode } from 'react';
import { CustodyMark } from '../../parts/custody-mark.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';
import type { Entry } from './entry.ts';
import { keyOf } from './story.ts';
import { factsOf, type Fact } from './facts.ts';

const firstItems = 4;

/** Allergies, medicines, conditions: what someone in a hurry needs. Nothing recorded is never "none". */
export function FactsBand({ entries }: { entries: readonly Entry[] }) {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { allergies, medicines, conditions } = factsOf(entries);
  const since = (entry: Entry) =>
    entry.shown.onsetDateTime === undefined
      ? ''
      : say('facts.since', { date: formats.month(entry.shown.onsetDateTime) });
  return (
    <section className="facts" aria-label={say('facts.title')}>
      <Facts
        title={say('facts.allergies')}
        entries={allergies}
        empty={say('facts.noAllergies')}
        more={(entry) => entry.sentence}
      />
      <Facts
        title={say('facts.medicines')}
        entries={medicines}
        empty={say('facts.noMedicines')}
        more={(entry) => entry.sentence}
      />
      <Facts
        title={say('facts.conditions')}
        entries={conditions}
        empty={say('facts.noConditions')}
        more={since}
      />
    </section>
  );
}

function Facts({
  title,
  entries,
  empty,
  more,
}: {
  title: string;
  entries: readonly Fact[];
  empty: string;
  more: (entry: Entry) => ReactNode;
}) {
  const say = useWords(patientWords);
  const [all, setAll] = useState(false);
  const shown = all ? entries : entries.slice(0, firstItems);
  return (
    <div>
      <h2>{title}</h2>
      {entries.length === 0 ? <p className="quiet">{empty}</p> : null}
      <ul>
        {shown.map(({ entry, elsewhere }) => (
          <li key={keyOf(entry)}>
            <b>{bareTitle(entry)}</b> <small>{more(entry)}</small>{' '}
            {elsewhere.map((name) => (
              <CustodyMark key={name} custody="elsewhere" name={name} />
            ))}
          </li>
        ))}
        {entries.length > shown.length ? (
          <li>
            <button type="button" className="linkish" onClick={() => setAll(true)}>
              {say('facts.more', { n: entries.length - shown.length })}
            </button>
          </li>
        ) : null}
      </ul>
    </div>
  );
}

/** In a list of allergies each need not say that it is one. */
function bareTitle({ title }: Entry): string {
  return title.replace(/^[^:]+: /, '');
}
