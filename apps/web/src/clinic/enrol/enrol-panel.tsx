import { useState } from 'react';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { enrolWords } from '../words/enrol.ts';
import { CardPanel } from './card-panel.tsx';
import { UnderWay } from './under-way.tsx';
import { useWaitings, waitingForm } from './waiting.ts';

/** Enrolling a patient by two: begin here, register the passkey, a colleague confirms, print the card. */
export function EnrolPanel({ patient, isEnrolled }: { patient: string; isEnrolled: boolean }) {
  const say = useWords(enrolWords);
  const waiting = useWaitings().data?.find(
    (each) =>
      each.patient === patient &&
      each.kind === 'enrol' &&
      each.state !== 'withdrawn' &&
      each.state !== 'expired',
  );
  if (isEnrolled || waiting?.state === 'done')
    return (
      <>
        {waiting?.state === 'done' ? (
          <Notice kind="ok" says="polite">
            <Rich text={say('enrol.done')} />
          </Notice>
        ) : null}
        <CardPanel patient={patient} fresh={waiting} />
      </>
    );
  return (
    <Panel title={say('enrol.title')}>
      <div className="pad stack">
        <p>{say('enrol.text')}</p>
        {waiting === undefined ? <Begin patient={patient} /> : <UnderWay waiting={waiting} />}
      </div>
    </Panel>
  );
}

function Begin({ patient }: { patient: string }) {
  const say = useWords(enrolWords);
  const [identity, setIdentity] = useState('');
  const begin = useAct('enrol-begin', waitingForm, { changes: ['enrolments'] });
  return (
    <form
      className="find-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (identity.trim() !== '' && !begin.isPending)
          begin.mutate({ patient, identity: identity.trim() });
      }}
    >
      <Field
        label={say('enrol.identity')}
        hint={say('enrol.identity.hint')}
        value={identity}
        onChange={({ currentTarget }) => setIdentity(currentTarget.value)}
      />
      <Button type="submit" busy={begin.isPending} disabled={identity.trim() === ''}>
        {say('enrol.begin')}
      </Button>
      <FaultLine error={begin.error} />
    </form>
  );
}
