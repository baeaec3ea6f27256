import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { TextField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { enrolWords } from '../words/enrol-words.ts';
import { CardSheet } from './card-sheet.tsx';
import { enrolmentForm, enrolmentsForm, type Enrolment } from './enrolment.ts';
import { PasskeyStep } from './passkey-step.tsx';

/** Enrols a patient by two: identity, her passkey at this desk, and six digits for the colleague who confirms. */
export function EnrolPanel({ patient }: { patient: string }) {
  const say = useWords(enrolWords);
  const { data = [] } = useAnswer('enrolments', {}, enrolmentsForm, { everyMs: 3_000 });
  const current = data.find(
    (each) =>
      each.patient === patient && each.mine && (each.state === 'waiting' || each.state === 'done'),
  );
  return (
    <Panel title={say('enrol')}>
      <div className="pad stack">
        {current === undefined ? <Begin patient={patient} /> : <Under enrolment={current} />}
      </div>
    </Panel>
  );
}

function Begin({ patient }: { patient: string }) {
  const say = useWords(enrolWords);
  const [identity, setIdentity] = useState('');
  const begin = useAct('enrol-begin', enrolmentForm, { changes: ['enrolments'] });
  return (
    <form
      className="stack-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (identity.trim() !== '') begin.mutate({ patient, identity: identity.trim() });
      }}
    >
      <p>{say('enrolLead')}</p>
      <TextField
        label={say('identity')}
        hint={say('identityHint')}
        rows={2}
        required
        maxLength={500}
        value={identity}
        onChange={(event) => setIdentity(event.target.value)}
      />
      <p className="row">
        <Button kind="main" type="submit" busy={begin.isPending}>
          {say('begin')}
        </Button>
      </p>
      <FaultLine error={begin.error} />
    </form>
  );
}

function Under({ enrolment }: { enrolment: Enrolment }) {
  const say = useWords(enrolWords);
  const formats = useFormats();
  const withdraw = useAct('enrol-withdraw', nothing, { changes: ['enrolments'] });
  const { state, card, stop, code, until, name } = enrolment;
  if (state === 'done')
    return (
      <>
        <Notice kind="ok" says="polite">
          {say('done')}
        </Notice>
        {card === undefined ? null : <CardSheet name={name} card={card} stop={stop ?? ''} />}
      </>
    );
  return (
    <>
      <PasskeyStep enrolment={enrolment} />
      <p>
        {say('code')}: <b className="fingerprint">{code}</b>
      </p>
      <p className="quiet">{say('waitFor', { until: formats.time(until) })}</p>
      <p className="row">
        <Button
          busy={withdraw.isPending}
          onClick={() => withdraw.mutate({ enrolment: enrolment.enrolment })}
        >
          {say('withdraw')}
        </Button>
      </p>
      <FaultLine error={withdraw.error} />
    </>
  );
}
