import { Link } from 'wouter';
import { useWords } from '../../prefs/prefs.tsx';
import type { Chart } from '../data/use-chart.ts';
import { firstOf, timelineOf } from '../record/timeline.ts';
import { chartWords } from '../words/chart.ts';
import { TimelineList } from './timeline-list.tsx';

const eventsAtOnce = 12;

/** The last days of the timeline. */
export function TimelinePanel({ chart }: { chart: Chart }) {
  const say = useWords(chartWords);
  const days = timelineOf(chart.entries);
  return (
    <section className="panel" aria-labelledby="timeline">
      <header>
        <h2 id="timeline">{say('timeline')}</h2>
        <Link className="push small" href={`/patients/${chart.patient}/timeline`}>
          {say('all')}
          <span className="sr-only"> {say('timeline')}</span>
        </Link>
      </header>
      {days.length === 0 ? (
        <p className="item quiet">{say('timeline.none')}</p>
      ) : (
        <TimelineList days={firstOf(days, eventsAtOnce)} values={2} />
      )}
    </section>
  );
}
