import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { clinicalDate } from '../record/clinical-date.ts';
import type { ResultSeries } from '../record/results.ts';
import { chartWords } from '../words/chart.ts';
import { EntryMark } from './entry-mark.tsx';
import { FlaggedValue, useRangeWords } from './result-cells.tsx';
import { Spark } from './spark.tsx';
import { WideTable } from './wide-table.tsx';
import { useTestWords } from '../record/test-words.ts';

/** The latest value of each test, with its range and its trend; a press on the test shows its course. */
export function ResultsTable({
  caption,
  series,
  chosen,
  onChoose,
}: {
  caption: string;
  series: readonly ResultSeries[];
  chosen?: string | undefined;
  onChoose?: (key: string) => void;
}) {
  const say = useWords(chartWords);
  const heads = [
    say('results.test'),
    { words: say('results.latest'), isNumber: true },
    say('results.unit'),
    say('results.range'),
    say('results.trend'),
    say('results.taken'),
    say('results.from'),
  ] as const;
  return (
    <WideTable isList caption={caption} heads={heads}>
      {series.map((each) => (
        <ResultRow
          key={each.key}
          series={each}
          isChosen={each.key === chosen}
          onChoose={onChoose}
        />
      ))}
    </WideTable>
  );
}

function ResultRow({
  series,
  isChosen,
  onChoose,
}: {
  series: ResultSeries;
  isChosen: boolean;
  onChoose: ((key: string) => void) | undefined;
}) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const rangeWords = useRangeWords();
  const testWords = useTestWords();
  const { detail, key, latest, name, points } = series;
  const numbers = points.filter(({ amount }) => amount !== null);
  return (
    <tr
      className={latest.entry.isOurs ? '' : 'from-other'}
      {...(isChosen ? { 'aria-selected': true } : {})}
    >
      <th scope="row">
        {onChoose === undefined ? (
          <b>{testWords(name)}</b>
        ) : (
          <button
            type="button"
            className="entry-name"
            aria-pressed={isChosen}
            onClick={() => onChoose(key)}
          >
            {testWords(name)}
          </button>
        )}
        {detail === '' ? null : <span className="quiet"> {detail}</span>}
      </th>
      <td className={latest.flag === null ? 'num' : 'num flagged'}>
        <FlaggedValue point={latest} />
      </td>
      <td className="unit">{formats.unit(latest.amount?.unit ?? '')}</td>
      <td className="quiet nowrap">{rangeWords(latest.range)}</td>
      <td className="trend-cell">
        {numbers.length > 1 ? (
          <Spark series={series} />
        ) : (
          <span className="quiet small">{numbers.length === 1 ? say('results.one') : ''}</span>
        )}
      </td>
      <td className="nowrap">
        {latest.taken.length > 10 ? formats.when(latest.at) : clinicalDate(latest.taken, formats)}
      </td>
      <td>
        <span className="row">
          <EntryMark entry={latest.entry} isBrief />
        </span>
      </td>
    </tr>
  );
}
