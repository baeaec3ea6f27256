import { useLocation } from 'wouter';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useBaseWords, useFormats, useWords } from '../../prefs/prefs.tsx';
import { useMemberName } from '../data/people.ts';
import type { Chart } from '../data/use-chart.ts';
import { chartWords } from '../words/chart.ts';

/** The same words over every view that holds rows of another hospital; who did not answer since is named (C10). */
export function IncompleteNote({ chart }: { chart: Chart }) {
  const say = useWords(chartWords);
  const sayBase = useBaseWords();
  const formats = useFormats();
  const memberName = useMemberName();
  const [, goTo] = useLocation();
  if (chart.copies.length === 0) return null;
  const hospitals = [...new Set(chart.copies.map(({ custodian }) => custodian))];
  const stale = chart.copies.filter(({ isStale }) => isStale);
  return (
    <Notice
      kind="part"
      act={
        <Button size="small" onClick={() => goTo(`/patients/${chart.patient}/ask`)}>
          {say('incomplete.again')}
        </Button>
      }
    >
      <Rich text={sayBase('mark.incomplete')} />{' '}
      {say('incomplete.more', { who: formats.list(hospitals.map(memberName)) })}
      {stale.map(({ at, custodian, request }) => (
        <span key={request}>
          {' '}
          {say('incomplete.stale', { who: memberName(custodian), when: formats.when(at) })}
        </span>
      ))}
    </Notice>
  );
}
