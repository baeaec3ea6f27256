import { Link } from 'wouter';
import { useWords } from '../../prefs/prefs.tsx';
import type { Chart } from '../data/use-chart.ts';
import { resultsOf, type ResultSeries } from '../record/results.ts';
import { chartWords } from '../words/chart.ts';
import { ResultsTable } from './results-table.tsx';

const shownAtOnce = 9;

/** The newest laboratory results with their trends. */
export function ResultsPanel({ chart }: { chart: Chart }) {
  const say = useWords(chartWords);
  const all = resultsOf(chart.entries);
  const series = all
    .filter(({ group }) => group === 'laboratory')
    .toSorted((left, right) => flagged(left) - flagged(right))
    .slice(0, shownAtOnce);
  return (
    <section className="panel" aria-labelledby="results">
      <header>
        <h2 id="results">{say('results')}</h2>
        <span className="quiet small">{say('results.band')}</span>
        {all.length === 0 ? null : (
          <Link className="push small" href={`/patients/${chart.patient}/results`}>
            {say('all.n', { n: all.length })}
            <span className="sr-only"> {say('results')}</span>
          </Link>
        )}
      </header>
      {series.length === 0 ? (
        <p className="item quiet">{say('results.none')}</p>
      ) : (
        <ResultsTable caption={say('results')} series={series} />
      )}
    </section>
  );
}

/** What lies out of its range stands first. */
function flagged({ latest }: ResultSeries): number {
  return latest.flag === null ? 1 : 0;
}
