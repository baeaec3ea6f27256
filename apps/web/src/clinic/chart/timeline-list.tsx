import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { clinicalDate, dayOf } from '../record/clinical-date.ts';
import { amountWords } from '../record/quantity.ts';
import type { EventValue, TimelineDay, TimelineEvent } from '../record/timeline.ts';
import { chartWords } from '../words/chart.ts';
import { EntryName } from './entry-item.tsx';
import { EntryMark } from './entry-mark.tsx';
import { FlagMark } from './result-cells.tsx';
import { useTestWords } from '../record/test-words.ts';

/** What happened, by days, with the custodian of each entry. */
export function TimelineList({
  days,
  values,
}: {
  days: readonly TimelineDay[];
  /** How many values of a line are told before the rest is only counted. */
  values: number;
}) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const today = dayOf(new Date().toISOString());
  return (
    <ul className="tl">
      {days.flatMap(({ day, events }) => [
        <li key={day} className="day">
          {day === today
            ? say('timeline.today', { date: formats.date(day) })
            : clinicalDate(day, formats)}
        </li>,
        ...events.map((event) => <EventLine key={event.key} event={event} values={values} />),
      ])}
    </ul>
  );
}

function EventLine({ event, values }: { event: TimelineEvent; values: number }) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const [entry] = event.entries;
  if (entry === undefined) return null;
  if (event.kind === 'damaged')
    return (
      <li className="tl__damaged">
        <div className="placeholder small">
          <Rich text={say('kind.damaged')} /> <EntryMark entry={entry} isBrief />
        </div>
      </li>
    );
  return (
    <li className={entry.isOurs ? '' : 'other'}>
      <time>{event.date.length > 10 ? formats.time(event.date) : ''}</time>
      <div>
        {event.words === '' ? (
          <b>{say(`kind.${event.kind}`)}</b>
        ) : (
          <>
            <EntryName entry={entry} name={event.words} />{' '}
            <span className="quiet small">{say(`kind.${event.kind}`)}</span>
          </>
        )}
        <Values values={event.values} most={values} />
        {entry.isOurs && entry.isAnchored && entry.labels.length === 0 ? null : (
          <div className="row sub">
            <EntryMark entry={entry} />
          </div>
        )}
      </div>
    </li>
  );
}

function Values({ values, most }: { values: readonly EventValue[]; most: number }) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const testWords = useTestWords();
  if (values.length === 0) return null;
  const rest = values.length - most;
  return (
    <div className="soft">
      {values.slice(0, most).map(({ name, point }, index) => (
        <span key={`${name}${point.entry.id}`}>
          {index === 0 ? '' : ', '}
          {testWords(name)} <FlagMark flag={point.flag} />
          {point.amount === null ? point.words : amountWords(point.amount, formats)}
        </span>
      ))}
      {rest > 0 ? <span className="quiet"> {say('timeline.more', { n: rest })}</span> : null}
    </div>
  );
}
