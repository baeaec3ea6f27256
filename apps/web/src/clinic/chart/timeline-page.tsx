import { Empty } from '../../parts/empty.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { timelineOf } from '../record/timeline.ts';
import { chartWords } from '../words/chart.ts';
import { ChartFrame } from './chart-frame.tsx';
import { TimelineList } from './timeline-list.tsx';

/** Everything that happened, over all hospitals, newest first. */
export function TimelinePage() {
  const say = useWords(chartWords);
  return (
    <ChartFrame tab="timeline">
      {({ chart }) => {
        const days = timelineOf(chart.entries);
        if (days.length === 0) return <Empty title={say('timeline.none')} />;
        return (
          <section className="panel" aria-label={say('timeline')}>
            <TimelineList days={days} values={8} />
          </section>
        );
      }}
    </ChartFrame>
  );
}
