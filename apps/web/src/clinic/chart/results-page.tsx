import { useState } from 'react';
import { Empty } from '../../parts/empty.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { resultsOf, type ResultSeries } from '../record/results.ts';
import { chartWords } from '../words/chart.ts';
import { ChartFrame } from './chart-frame.tsx';
import { ResultCourse } from './result-course.tsx';
import { ResultsTable } from './results-table.tsx';

const groups = ['laboratory', 'vitals', 'other'] as const;

/** All results by kind; the chosen test with its whole course. */
export function ResultsPage() {
  return (
    <ChartFrame tab="results">
      {({ chart }) => <Results series={resultsOf(chart.entries)} />}
    </ChartFrame>
  );
}

function Results({ series }: { series: readonly ResultSeries[] }) {
  const say = useWords(chartWords);
  // What lies out of its range is shown until another is chosen.
  const [chosen, setChosen] = useState(series.find(({ latest }) => latest.flag !== null)?.key);
  const shown = series.find(({ key }) => key === chosen);
  if (series.length === 0) return <Empty title={say('results.none')} />;
  return (
    <div className="results-page">
      <div className="stack">
        {groups.map((group) => {
          const ofGroup = series.filter((each) => each.group === group);
          return ofGroup.length === 0 ? null : (
            <Panel key={group} title={say(`results.${group}`)}>
              <ResultsTable
                caption={say(`results.${group}`)}
                series={ofGroup}
                chosen={chosen}
                onChoose={setChosen}
              />
            </Panel>
          );
        })}
      </div>
      <div className="results-page__course" aria-live="polite">
        {shown === undefined ? (
          <p className="panel pad quiet">{say('results.pick')}</p>
        ) : (
          <ResultCourse key={shown.key} series={shown} />
        )}
      </div>
    </div>
  );
}
