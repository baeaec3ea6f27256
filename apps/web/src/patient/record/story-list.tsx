import { Link } from 'wouter';
import { CustodyMark, spineOf } from '../../parts/custody-mark.tsx';
import { Unanchored } from '../../parts/unanchored.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';
import type { Entry } from './entry.ts';
import type { Month, StoryLine } from './story.ts';
import { keyOf } from './story.ts';

const firstParts = 8;

/** What happened, newest first, by month, each line with the edge of the hospital that keeps it. */
export function Story({
  months,
  most,
  more,
}: {
  months: readonly Month[];
  most: number;
  more: () => void;
}) {
  const say = useWords(patientWords);
  const formats = useFormats();
  const total = months.reduce((sum, { lines }) => sum + lines.length, 0);
  const shown = firstOf(months, most);
  return (
    <>
      {shown.map((month) => (
        <section key={month.key} aria-label={formats.month(month.at)}>
          <h3 className="month">{formats.month(month.at)}</h3>
          <ul className="story">
            {month.lines.map((line) => (
              <Line key={line.key} line={line} />
            ))}
          </ul>
        </section>
      ))}
      {total > most ? (
        <p className="story__more">
          <button type="button" className="linkish" onClick={more}>
            {say('record.earlier')}
          </button>
        </p>
      ) : null}
    </>
  );
}

function Line({ line: { entry, parts } }: { line: StoryLine }) {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { custody, memberName, at, title, sentence, version } = entry;
  const isGroup = parts[0] === entry;
  const time = at.includes('T') ? formats.time(at) : '';
  return (
    <li>
      <div className="when">
        {formats.shortDate(at)}
        {time === '' ? null : <small>{time}</small>}
      </div>
      <div className={`what ${spineOf(custody)}`}>
        <h4>
          <Link href={hrefOf(entry)}>{isGroup ? say('record.measured') : title}</Link>
        </h4>
        {sentence === '' || parts.length > 0 ? null : <p>{sentence}</p>}
        {parts.length === 0 ? null : (
          <ul className="values">
            {parts.slice(0, firstParts).map((part) => (
              <li key={keyOf(part)}>
                {part.title} <span className="quiet">{part.sentence}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="meta">
          <CustodyMark custody={custody} {...(custody === 'patient' ? {} : { name: memberName })} />
          {version.tx === null ? <Unanchored at={version.at} /> : null}
        </p>
      </div>
    </li>
  );
}

/** The address of an entry: the random id at its hospital. */
export function hrefOf({ member, version }: Entry): string {
  return `/me/entries/${member}.${version.type}.${version.id}`;
}

function firstOf(months: readonly Month[], most: number): Month[] {
  let left = most;
  return months.flatMap((month) => {
    const lines = month.lines.slice(0, Math.max(0, left));
    left -= month.lines.length;
    return lines.length === 0 ? [] : [{ ...month, lines }];
  });
}
