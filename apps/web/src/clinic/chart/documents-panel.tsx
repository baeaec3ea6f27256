import { Button } from '../../parts/button.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import type { Chart } from '../data/use-chart.ts';
import { clinicalDate } from '../record/clinical-date.ts';
import { documentsOf } from '../record/documents.ts';
import { keyOf } from '../record/entry.ts';
import { chartWords } from '../words/chart.ts';
import { EntryItem } from './entry-item.tsx';
import { EntryMark } from './entry-mark.tsx';

/** Letters, notes and reports, newest first. */
export function DocumentsPanel({
  chart,
  most,
  onAttach,
}: {
  chart: Chart;
  most?: number;
  onAttach: () => void;
}) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const documents = documentsOf(chart.entries);
  return (
    <section className="panel" aria-labelledby="documents">
      <header>
        <h2 id="documents">{say('documents')}</h2>
        {documents.length > 0 ? <span className="count">{documents.length}</span> : null}
        <span className="push">
          <Button kind="quiet" size="small" onClick={onAttach}>
            {say('documents.attach')}
          </Button>
        </span>
      </header>
      {documents.length === 0 ? <p className="item quiet">{say('documents.none')}</p> : null}
      {documents.slice(0, most).map((document) => (
        <EntryItem key={keyOf(document.entry)} entry={document.entry} name={document.title}>
          <div className="row sub">
            <EntryMark entry={document.entry} />
            <span className="quiet">{clinicalDate(document.date, formats)}</span>
          </div>
        </EntryItem>
      ))}
    </section>
  );
}
