import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useBaseWords, useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useCareOf } from '../data/care.ts';
import { chartWords } from '../words/chart.ts';
import { hereWords } from '../words/here.ts';

/** This patient is in somebody else's care: says so, and what can be done if that is wrong. */
export function NotInCare({ patient }: { patient: string }) {
  const say = useWords(chartWords);
  const sayBase = useBaseWords();
  return (
    <div className="page">
      <h1 className="sr-only">{sayBase('title.chart')}</h1>
      <div className="panel empty stack">
        <p>
          <Rich text={sayBase('notCare.text')} />
        </p>
        <TakeOver patient={patient} />
        <ButtonLink icon="glass" to={`/patients/${patient}/emergency`}>
          {say('act.emergency')}
        </ButtonLink>
      </div>
    </div>
  );
}

/**
 * Says over the chart that its patient is not on one's own list, where the hospital lets everybody who treats read it, that it may be
 * incomplete, and until when an emergency holds it open.
 */
export function OutsideCare({ patient }: { patient: string }) {
  const say = useWords(chartWords);
  const sayHere = useWords(hereWords);
  const formats = useFormats();
  const { memberName: name } = useWho();
  const care = useCareOf(patient).data;
  useClosing(care?.openUntil ?? null);
  if (care === undefined) return null;
  const { inCare, mayBeIncomplete, openUntil } = care;
  const emergency = (
    <ButtonLink size="small" icon="glass" to={`/patients/${patient}/emergency`}>
      {say('act.emergency')}
    </ButtonLink>
  );
  return (
    <>
      {openUntil === null ? null : (
        <Notice kind="access" says="polite">
          <Rich text={sayHere('open', { name, time: formats.time(openUntil) })} />
        </Notice>
      )}
      {inCare ? null : (
        <Notice kind="part">
          <Rich text={say('notInCare.outside')} />
          <TakeOver patient={patient} />
        </Notice>
      )}
      {mayBeIncomplete && openUntil === null ? (
        <Notice kind="part" act={emergency}>
          <Rich text={sayHere('incomplete', { name })} />
        </Notice>
      ) : null}
    </>
  );
}

/** Asks everything again when an emergency has ended, so that nothing stays on the page. */
function useClosing(until: string | null): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (until === null) return undefined;
    const leftMs = Math.max(0, Date.parse(until) - Date.now());
    const timer = setTimeout(() => void queries.invalidateQueries(), leftMs + 500);
    return () => clearTimeout(timer);
  }, [until, queries]);
}

/** Takes a patient into the own care, with the reason that the patient will read. */
function TakeOver({ patient }: { patient: string }) {
  const say = useWords(chartWords);
  const [because, setBecause] = useState('');
  const take = useAct('take-over', nothing, { changes: ['read', 'in-my-care', 'care-of', 'find'] });
  return (
    <form
      className="stack-2 take-over"
      onSubmit={(event) => {
        event.preventDefault();
        if (because.trim() !== '') take.mutate({ patient, because: because.trim() });
      }}
    >
      <Field
        label={say('notInCare.because')}
        value={because}
        onChange={({ currentTarget }) => setBecause(currentTarget.value)}
      />
      <Button type="submit" busy={take.isPending} disabled={because.trim() === ''}>
        {say('notInCare.take')}
      </Button>
      <FaultLine error={take.error} />
    </form>
  );
}
