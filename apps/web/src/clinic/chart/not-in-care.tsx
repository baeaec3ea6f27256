import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useBaseWords, useWords } from '../../prefs/prefs.tsx';
import { useCareOf } from '../data/care.ts';
import { chartWords } from '../words/chart.ts';

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

/** Says over the chart that its patient is not on one's own list, where the hospital lets everybody who treats read it. */
export function OutsideCare({ patient }: { patient: string }) {
  const say = useWords(chartWords);
  const care = useCareOf(patient).data;
  if (care === undefined || care.inCare) return null;
  return (
    <Notice kind="part">
      <Rich text={say('notInCare.outside')} />
      <TakeOver patient={patient} />
    </Notice>
  );
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
