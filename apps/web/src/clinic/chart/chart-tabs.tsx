import { Link } from 'wouter';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import type { Chart } from '../data/use-chart.ts';
import { documentsOf } from '../record/documents.ts';
import { chartWords } from '../words/chart.ts';
import { tabAddress, tabs, type Tab } from './chart-keys.ts';

/** The tabs of a chart, and what is done from everywhere in it. */
export function ChartTabs({
  chart,
  tab,
  onNote,
}: {
  chart: Chart;
  tab: Tab | null;
  onNote: () => void;
}) {
  const say = useWords(chartWords);
  const documents = documentsOf(chart.entries).length;
  return (
    <div className="tabs chart-tabs">
      <nav aria-label={say('tabs')}>
        {tabs.map((each) => (
          <Link
            key={each}
            href={tabAddress(chart.patient, each)}
            {...(each === tab ? { 'aria-current': 'page' as const } : {})}
          >
            {say(each === '' ? 'tab.summary' : `tab.${each}`)}
            {each === 'documents' && documents > 0 ? (
              <span className="count">{documents}</span>
            ) : null}
          </Link>
        ))}
      </nav>
      <span className="push row">
        <Button size="small" icon="pen" onClick={onNote}>
          {say('act.note')}
          <kbd className="hide-md" aria-hidden="true">
            N
          </kbd>
        </Button>
        <ButtonLink size="small" icon="key" to={`/patients/${chart.patient}/card`}>
          {say('act.card')}
        </ButtonLink>
        <ButtonLink size="small" icon="hosp" to={`/patients/${chart.patient}/ask`}>
          {say('act.ask')}
        </ButtonLink>
        <ButtonLink size="small" icon="glass" to={`/patients/${chart.patient}/emergency`}>
          {say('act.emergency')}
        </ButtonLink>
      </span>
    </div>
  );
}
