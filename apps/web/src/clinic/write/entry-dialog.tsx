import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { FileIntoChart } from '../ask/file-into-chart.tsx';
import { EntryMark } from '../chart/entry-mark.tsx';
import { IdLine } from '../chart/id-line.tsx';
import { useMemberName } from '../data/people.ts';
import type { Chart } from '../data/use-chart.ts';
import { amendableOf } from '../record/amendable.ts';
import { keyOf, type Entry } from '../record/entry.ts';
import { titleOf } from '../record/entry-title.ts';
import { writeWords } from '../words/write.ts';
import { AmendDialog } from './amend-dialog.tsx';
import { EntryContent } from './entry-content.tsx';
import { InErrorDialog } from './in-error-dialog.tsx';
import { Versions } from './versions.tsx';

/** One entry: what it says, who keeps it, its versions, and what may be done with it. */
export function EntryDialog({
  entry: opened,
  chart,
  onClose,
}: {
  entry: Entry;
  chart: Chart;
  onClose: () => void;
}) {
  const say = useWords(writeWords);
  const memberName = useMemberName();
  const [doing, setDoing] = useState<'amend' | 'error'>();
  // What came from another hospital goes with its permission, also while it is open (C11).
  const entry =
    chart.entries.find((each) => keyOf(each) === keyOf(opened)) ??
    (opened.isOurs ? opened : undefined);
  if (entry === undefined) return null;
  if (doing === 'amend') return <AmendDialog entry={entry} chart={chart} onClose={onClose} />;
  if (doing === 'error') return <InErrorDialog entry={entry} chart={chart} onClose={onClose} />;
  return (
    <Dialog
      title={titleOf(entry)}
      about={<IdLine identity={chart.identity} />}
      onClose={onClose}
      footer={
        entry.isOurs ? (
          <>
            {amendableOf(entry) === undefined ? null : (
              <Button icon="pen" onClick={() => setDoing('amend')}>
                {say('entry.amend')}
              </Button>
            )}
            {entry.type === 'Patient' ? null : (
              <Button kind="quiet" onClick={() => setDoing('error')}>
                {say('entry.error')}
              </Button>
            )}
          </>
        ) : (
          <FileIntoChart entry={entry} patient={chart.patient} />
        )
      }
    >
      <div className="stack">
        <div className="row">
          <EntryMark entry={entry} />
        </div>
        <EntryContent entry={entry} entries={chart.entries} />
        {entry.isOurs ? (
          <Versions entry={entry} />
        ) : (
          <p className="hint">{say('entry.foreign', { who: memberName(entry.custodian) })}</p>
        )}
      </div>
    </Dialog>
  );
}
