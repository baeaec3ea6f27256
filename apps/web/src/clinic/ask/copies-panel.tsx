import { useCallback, useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useEvents, type NodeEvent } from '../../api/live.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { CustodyMark } from '../../parts/custody-mark.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { State, Tag } from '../../parts/state.tsx';
import { useBaseWords, useFormats, useWords } from '../../prefs/prefs.tsx';
import { EntryItem } from '../chart/entry-item.tsx';
import { SensitiveTags } from '../chart/entry-mark.tsx';
import { ResultsTable } from '../chart/results-table.tsx';
import { useMemberName } from '../data/people.ts';
import type { Chart } from '../data/use-chart.ts';
import { isFiled, supersededIn, type Copy } from '../record/copies.ts';
import { keyOf, type Entry } from '../record/entry.ts';
import { titleOf } from '../record/entry-title.ts';
import { resultsOf } from '../record/results.ts';
import { askWords } from '../words/ask.ts';
import { chartWords } from '../words/chart.ts';
import { endedAfter } from './ended.ts';

/** What other hospitals showed and what is open: tinted, dashed, named, as of its time; gone at once when the permission goes (C11). */
export function CopiesPanel({ chart }: { chart: Chart }) {
  const say = useWords(askWords);
  const superseded = supersededIn(chart.copies);
  return (
    <section className="stack" aria-label={say('held')}>
      <EndedNotices key={chart.patient} chart={chart} />
      {chart.copies.map((copy) => (
        <CopyPanel key={copy.request} copy={copy} superseded={superseded} />
      ))}
    </section>
  );
}

/** Says at once which permission of this patient has ended while the page was open. */
function EndedNotices({ chart }: { chart: Chart }) {
  const say = useWords(askWords);
  const memberName = useMemberName();
  const { patient } = chart;
  const [ended, setEnded] = useState<readonly string[]>([]);
  useEvents(
    useCallback(
      (event: NodeEvent) => setEnded((before) => endedAfter(before, event, patient)),
      [patient],
    ),
  );
  return ended
    .filter((member) => chart.copies.every(({ custodian }) => custodian !== member))
    .map((member) => (
      <Notice key={member} says="at-once" icon="stop">
        <Rich text={say('gone', { who: memberName(member) })} />
      </Notice>
    ));
}

function CopyPanel({ copy, superseded }: { copy: Copy; superseded: ReadonlySet<string> }) {
  const say = useWords(askWords);
  const sayChart = useWords(chartWords);
  const sayBase = useBaseWords();
  const formats = useFormats();
  const memberName = useMemberName();
  const close = useAct('close-copy', nothing, { changes: ['copies'] });
  const name = memberName(copy.custodian);
  const results = resultsOf(copy.entries);
  const beside = (entry: Entry) => (
    <>
      <Tag>{sayChart(`kind.${kindOf(entry)}`)}</Tag>
      <SensitiveTags labels={entry.labels} />
      {isFiled(entry, copy.filed) ? <Tag>{sayChart('filedHere')}</Tag> : null}
      {superseded.has(`${keyOf(entry)} ${entry.version}`) ? (
        <Tag kind="part">{sayChart('superseded')}</Tag>
      ) : null}
    </>
  );
  return (
    <section className="panel copy" aria-label={name}>
      <header>
        <CustodyMark
          custody="elsewhere"
          name={name}
          more={sayChart('asOf', { when: formats.when(copy.at) })}
        />
        <span className="count">{copy.entries.length}</span>
        {copy.isEmergency ? <State kind="access">{sayChart('act.emergency')}</State> : null}
        <span className="push">
          <Button
            size="small"
            busy={close.isPending}
            onClick={() => close.mutate({ request: copy.request })}
          >
            {say('closeCopy')}
          </Button>
        </span>
      </header>
      <p className="item quiet">
        <Rich text={sayBase('mark.incomplete')} />{' '}
        {copy.eraseAt === null ? '' : say('erase', { when: formats.when(copy.eraseAt) })}
      </p>
      <div className="copy__entries">
        {copy.entries
          .filter(
            ({ isDamaged, type }) => type !== 'Patient' && (isDamaged || type !== 'Observation'),
          )
          .map((entry) =>
            entry.isDamaged ? (
              <div key={keyOf(entry)} className="item">
                <div className="placeholder small">
                  <Rich text={sayChart('kind.damaged')} />
                </div>
              </div>
            ) : (
              <EntryItem
                key={keyOf(entry)}
                entry={entry}
                name={titleOf(entry)}
                beside={beside(entry)}
              />
            ),
          )}
      </div>
      {results.length === 0 ? null : (
        <details className="copy__results">
          <summary>
            {sayChart('results')} <span className="count">{results.length}</span>
          </summary>
          <ResultsTable caption={`${name}, ${sayChart('results')}`} series={results} />
        </details>
      )}
    </section>
  );
}

const kinds = {
  AllergyIntolerance: 'allergy',
  Condition: 'problem',
  MedicationRequest: 'medicine',
  MedicationStatement: 'medicine',
  DocumentReference: 'document',
  DiagnosticReport: 'report',
  Encounter: 'encounter',
  Immunization: 'immunisation',
  Procedure: 'procedure',
  CarePlan: 'plan',
  Observation: 'results',
} as const;

function kindOf({ type }: Entry): (typeof kinds)[keyof typeof kinds] | 'other' {
  return isKnown(type) ? kinds[type] : 'other';
}

function isKnown(type: string): type is keyof typeof kinds {
  return Object.hasOwn(kinds, type);
}
