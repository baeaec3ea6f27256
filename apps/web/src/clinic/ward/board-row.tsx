import { Link } from 'wouter';
import { bandWord, NewsScore } from '../../parts/news-score.tsx';
import { useBaseWords, useFormats, useWords } from '../../prefs/prefs.tsx';
import { genderOf } from '../data/care.ts';
import { useAlertWords } from '../live/alert-list.tsx';
import type { AlertRow, ScoreRow } from '../live/monitor.ts';
import { parts, pointsOfParts } from '../live/news-parts.ts';
import { usePlainValue, useUnusedWords } from '../live/news-panel.tsx';
import { placesWords } from '../words/places.ts';
import type { Bed } from './wards.ts';

const silentMs = 15 * 60_000;

/** One bed of the board; a silent one keeps its last values, hatched, with their time. */
export function BoardRow({
  bed: { bed, born, name, patient, sex },
  score,
  before,
  alert,
  now,
}: {
  bed: Bed;
  score: ScoreRow | undefined;
  /** The last score that was another. */
  before: ScoreRow | undefined;
  alert: AlertRow | undefined;
  now: number;
}) {
  const say = useWords(placesWords);
  const sayBase = useBaseWords();
  const formats = useFormats();
  const value = usePlainValue();
  const alertWords = useAlertWords();
  const unused = useUnusedWords();
  const points = score === undefined ? undefined : pointsOfParts(score);
  const isSilent = score !== undefined && now - Date.parse(score.at) > silentMs;
  const isOpen = alert !== undefined && alert.signal !== 'cleared';
  return (
    <tr className={[isSilent ? 'isstale' : '', isOpen ? 'act' : ''].join(' ').trim()}>
      <td className="bed">{bed ?? ''}</td>
      <th scope="row" className="pat">
        <b>
          <Link href={`/patients/${patient}/live`}>{name}</Link>
        </b>
        <small>
          {born === null ? '' : `${formats.age(born)} · `}
          {sayBase(`gender.${genderOf(sex)}`)}
        </small>
      </th>
      <td className="sc">
        {score === undefined ? null : (
          <>
            <NewsScore
              total={score.score}
              band={score.band ?? 'low'}
              isIncomplete={score.incomplete}
              isStale={isSilent}
            />
            <span className="band">
              {score.band === null
                ? unused(score)
                : sayBase(bandWord(score.band, score.incomplete))}
            </span>
          </>
        )}
      </td>
      <td className="change nowrap quiet">
        {score?.score === undefined || score.score === null || before?.score === undefined
          ? ''
          : `${String(before.score ?? '')} → ${score.score}`}
      </td>
      {parts.map((part) => {
        const given = points?.[part] ?? null;
        const isMarked = given !== null && given > 0 && !isSilent;
        return (
          <td
            key={part}
            className={['vit', isMarked ? `p${given}` : '', isSilent ? 'hatch' : ''].join(' ')}
          >
            {score === undefined || given === null ? (
              <span className="gone">–</span>
            ) : (
              <>
                <b>{value(part, score)}</b>
                {given > 0 ? (
                  <sup>
                    <span aria-hidden="true">{given}</span>
                    <span className="sr-only">{say('ward.points', { n: given })}</span>
                  </sup>
                ) : null}
              </>
            )}
          </td>
        );
      })}
      <td className="last nowrap">
        {score === undefined
          ? say('ward.noReading')
          : isSilent
            ? say('ward.silent', { when: formats.when(score.at) })
            : formats.time(score.at, { seconds: true })}
      </td>
      <td className="al">
        {alert === undefined ? null : (
          <>
            <b>{alertWords(alert)}</b>
            <small>{formats.when(alert.at)}</small>
          </>
        )}
      </td>
    </tr>
  );
}
