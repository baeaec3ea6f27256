import type { Part } from '@careledger/telemetry';
import { bandWord, NewsScore } from '../../parts/news-score.tsx';
import { Points } from '../../parts/points.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useBaseWords, useFormats, useWords } from '../../prefs/prefs.tsx';
import { liveWords } from '../words/live.ts';
import type { ScoreRow } from './monitor.ts';
import { parts, pointsMark, pointsOfParts } from './news-parts.ts';

/** NEWS2 with all seven parts, their values and points; what is missing is named (T5). */
export function NewsPanel({ score }: { score: ScoreRow }) {
  const say = useWords(liveWords);
  const sayBase = useBaseWords();
  const formats = useFormats();
  const points = pointsOfParts(score);
  const partName = usePartName(score.inputs.scale);
  const partValue = usePartValue();
  const unused = useUnusedWords();
  const missing = parts.filter((part) => points[part] === null);
  return (
    <section className="panel o2" aria-labelledby="news">
      <header>
        <h2 id="news">{say('news')}</h2>
        <NewsScore total={score.score} band={score.band ?? 'low'} isIncomplete={score.incomplete} />
        {score.band === null ? (
          <span>{unused(score)}</span>
        ) : (
          <b className="nowrap">{sayBase(bandWord(score.band, score.incomplete))}</b>
        )}
        <span className="push quiet small">
          {say('news.monitor', { when: formats.when(score.at) })}
        </span>
      </header>
      <table className="tbl parts">
        <caption className="sr-only">{say('news')}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{say('news.part')}</th>
            <th scope="col">{say('news.value')}</th>
            <th scope="col">{say('news.points')}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part}>
              <th scope="row">{partName(part)}</th>
              <td className="num">
                <b>{partValue(part, score)}</b>
              </td>
              <td className="mid">
                {points[part] === null ? null : <Points points={pointsMark(points[part])} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer>
        {score.incomplete && score.score !== null ? (
          <p>
            <Rich
              text={say('news.missing', {
                total: score.score,
                parts: formats.list(missing.map(partName)),
              })}
            />
          </p>
        ) : null}
        {say('news.unconfirmed')} {say('news.credit')}
      </footer>
    </section>
  );
}

/** Gives the name of a part. */
function usePartName(scale: 1 | 2): (part: Part) => string {
  const say = useWords(liveWords);
  return (part) => (part === 'spo2' ? say('part.spo2', { scale }) : say(`part.${part}`));
}

/** Gives the value of a part as clinicians write it. */
function usePartValue(): (part: Part, score: ScoreRow) => string {
  const say = useWords(liveWords);
  const formats = useFormats();
  return (part, { inputs }) => {
    const value = inputs[part];
    if (value === null) return say('part.none');
    if (typeof value === 'boolean') return say(value ? 'oxygen.yes' : 'oxygen.no');
    if (typeof value === 'string') return say(`consciousness.${value}`);
    if (part === 'temperature') return formats.number(value, { digits: 1, unit: '°C' });
    return part === 'spo2' ? formats.number(value, { unit: '%' }) : formats.number(value);
  };
}

/** Gives the words for a score that is not used, and why (T5.2). */
export function useUnusedWords(): (score: ScoreRow) => string {
  const say = useWords(liveWords);
  return ({ because }) =>
    because === null ? '' : say('news.unused', { why: say(`because.${because}`) });
}

/** Gives the value of a part as a board has it: without its unit, which stands above. */
export function usePlainValue(): (part: Part, score: ScoreRow) => string {
  const say = useWords(liveWords);
  const formats = useFormats();
  return (part, { inputs }) => {
    const value = inputs[part];
    if (value === null) return '';
    if (typeof value === 'string') return value;
    if (typeof value === 'boolean') return say(value ? 'oxygen.yes' : 'oxygen.no');
    return formats.number(value, { digits: part === 'temperature' ? 1 : 0 });
  };
}
