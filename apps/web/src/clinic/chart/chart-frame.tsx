import { useState, type ReactNode } from 'react';
import { useParams } from 'wouter';
import { codeOf } from '../../api/code-of.ts';
import { useLetters } from '../../frame/letters.ts';
import { Fault } from '../../parts/fault.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { useChart, type Chart } from '../data/use-chart.ts';
import type { Entry } from '../record/entry.ts';
import { EntryDialog } from '../write/entry-dialog.tsx';
import { NewEntryDialog, type NewEntry } from '../write/new-entry-dialog.tsx';
import { ChartBanner } from './chart-banner.tsx';
import type { Tab } from './chart-keys.ts';
import { ChartTabs } from './chart-tabs.tsx';
import { IncompleteNote } from './incomplete-note.tsx';
import { NotInCare, OutsideCare } from './not-in-care.tsx';
import { OpenEntryContext } from './opened-entry.tsx';
import { ScoreState } from './score-state.tsx';

/** What a tab of the chart gets: the chart, and how to write into it. */
export interface Tabbed {
  readonly chart: Chart;
  readonly write: (kind: NewEntry) => void;
}

/** The frame of every page of a chart: banner, tabs, what is incomplete, and the dialogs over them. */
export function ChartFrame({
  tab,
  refused,
  children,
}: {
  /** Null on pages that are no tab. */
  tab: Tab | null;
  /** What stands there where the chart is the team's alone; else that it is, and what can be done. */
  refused?: ReactNode;
  children: (tabbed: Tabbed) => ReactNode;
}) {
  const { h: patient } = useParams<{ h: string }>();
  const { chart, read } = useChart(patient);
  const [writing, setWriting] = useState<NewEntry>();
  const [opened, setOpened] = useState<Entry>();
  useLetters([['n', () => setWriting('note')]]);
  if (chart === undefined) {
    if (codeOf(read.error) === 'not-in-care') return refused ?? <NotInCare patient={patient} />;
    return (
      <div className="page">
        {read.isError ? (
          <Fault error={read.error} again={() => void read.refetch()} />
        ) : (
          <Waiting rows={6} />
        )}
      </div>
    );
  }
  return (
    <OpenEntryContext value={setOpened}>
      <ChartBanner chart={chart} more={<ScoreState patient={patient} />} />
      <ChartTabs chart={chart} tab={tab} onNote={() => setWriting('note')} />
      <div className="page stack">
        <OutsideCare patient={patient} />
        <IncompleteNote chart={chart} />
        {children({ chart, write: setWriting })}
      </div>
      {writing === undefined ? null : (
        <NewEntryDialog kind={writing} chart={chart} onClose={() => setWriting(undefined)} />
      )}
      {opened === undefined ? null : (
        <EntryDialog entry={opened} chart={chart} onClose={() => setOpened(undefined)} />
      )}
    </OpenEntryContext>
  );
}
