import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { keyOf } from '../record/entry.ts';
import type { ResultSeries } from '../record/results.ts';
import { chartWords } from '../words/chart.ts';
import { EntryMark } from './entry-mark.tsx';
import { FlaggedValue, useRangeWords } from './result-cells.tsx';
import { TrendPlot } from './trend-plot.tsx';
import { WideTable } from './wide-table.tsx';
import { useTestWords } from '../record/test-words.ts';

/** The course of one test: drawn, and the same values as a table. */
export function ResultCourse({ series }: { series: ResultSeries }) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const rangeWords = useRangeWords();
  const { latest, points } = series;
  const name = useTestWords()(series.name);
  const hasCourse = points.filter(({ amount }) => amount !== null).length > 1;
  const [isTable, setTable] = useState(!hasCourse);
  const unit = formats.unit(latest.amount?.unit ?? '');
  return (
    <Panel
      title={unit === '' ? name : `${name}, ${unit}`}
      acts={
        hasCourse ? (
          <Button size="small" onClick={() => setTable(!isTable)}>
            {say(isTable ? 'results.asTrend' : 'results.asTable')}
          </Button>
        ) : undefined
      }
      footer={latest.range === null ? undefined : say('results.band')}
    >
      {isTable ? (
        <WideTable
          caption={name}
          heads={[
            say('results.taken'),
            { words: say('results.latest'), isNumber: true },
            say('results.range'),
            say('results.from'),
          ]}
        >
          {points.toReversed().map((point) => (
            <tr
              key={`${keyOf(point.entry)} ${point.at}`}
              className={point.entry.isOurs ? '' : 'from-other'}
            >
              <td className="nowrap">{formats.when(point.taken)}</td>
              <td className={point.flag === null ? 'num' : 'num flagged'}>
                <FlaggedValue point={point} />
              </td>
              <td className="quiet">{rangeWords(point.range)}</td>
              <td>
                <span className="row">
                  <EntryMark entry={point.entry} isBrief />
                </span>
              </td>
            </tr>
          ))}
        </WideTable>
      ) : (
        <TrendPlot series={series} />
      )}
    </Panel>
  );
}
