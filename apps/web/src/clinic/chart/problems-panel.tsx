import { Button } from '../../parts/button.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { clinicalDate } from '../record/clinical-date.ts';
import { keyOf } from '../record/entry.ts';
import { problemsOf } from '../record/problems.ts';
import type { Chart } from '../data/use-chart.ts';
import { chartWords } from '../words/chart.ts';
import { EntryItem } from './entry-item.tsx';
import { EntryMark } from './entry-mark.tsx';

/** Problems: the present ones, then those of the past. */
export function ProblemsPanel({ chart, onAdd }: { chart: Chart; onAdd: () => void }) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const problems = problemsOf(chart.entries);
  return (
    <section className="panel" aria-labelledby="problems">
      <header>
        <h2 id="problems">{say('problems')}</h2>
        {problems.length > 0 ? <span className="count">{problems.length}</span> : null}
        <span className="push">
          <Button kind="quiet" size="small" onClick={onAdd}>
            {say('add')}
            <span className="sr-only"> {say('problems')}</span>
          </Button>
        </span>
      </header>
      {problems.length === 0 ? <p className="item quiet">{say('problems.none')}</p> : null}
      {problems.map((problem) => (
        <EntryItem key={keyOf(problem.entry)} entry={problem.entry} name={problem.name}>
          <div className="row sub">
            <EntryMark entry={problem.entry} />
            <span className="quiet">
              {[
                problem.since === null
                  ? ''
                  : say('since', { when: clinicalDate(problem.since, formats) }),
                problem.isActive ? '' : say('problems.past'),
                problem.isConfirmed ? '' : say('unconfirmed'),
              ]
                .filter((part) => part !== '')
                .join(', ')}
            </span>
          </div>
        </EntryItem>
      ))}
    </section>
  );
}
