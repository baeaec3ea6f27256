import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { enrolWords } from '../words/enrol-words.ts';
import { enrolmentsForm, type Enrolment } from './enrolment.ts';

/** What a colleague has begun and this person may confirm; nothing where there is none. */
export function WaitingEnrolments() {
  const { data = [] } = useAnswer('enrolments', {}, enrolmentsForm);
  return data
    .filter(({ mine, state }) => !mine && state === 'waiting')
    .map((enrolment) => <Confirming key={enrolment.enrolment} enrolment={enrolment} />);
}

function Confirming({ enrolment }: { enrolment: Enrolment }) {
  const say = useWords(enrolWords);
  const formats = useFormats();
  const [code, setCode] = useState('');
  const confirm = useAct('enrol-confirm', nothing, { changes: ['enrolments', 'patients'] });
  const { first, name, born } = enrolment;
  return (
    <Panel title={say('waiting')}>
      <form
        className="pad stack-2"
        onSubmit={(event) => {
          event.preventDefault();
          confirm.mutate({ enrolment: enrolment.enrolment, code: code.replaceAll(/\D/g, '') });
        }}
      >
        <p>
          {say('waitingLead', {
            first: first?.name ?? '–',
            patient: name,
            born: born === null ? '–' : formats.date(born),
          })}
        </p>
        <div className="row row--fields">
          <Field
            label={say('confirmCode')}
            inputMode="numeric"
            autoComplete="off"
            maxLength={7}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <Button kind="main" type="submit" busy={confirm.isPending}>
            {say('confirm')}
          </Button>
        </div>
        <FaultLine error={confirm.error} />
      </form>
    </Panel>
  );
}
