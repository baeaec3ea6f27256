import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callNode } from '../../api/node.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { State } from '../../parts/state.tsx';
import { newDevicePasskey } from '../../passkey/device-passkey.ts';
import { useWords } from '../../prefs/prefs.tsx';
import { enrolWords } from '../words/enrol-words.ts';
import { enrolmentForm, optionsForm, type Enrolment } from './enrolment.ts';

/** The patient's passkey, registered at this desk by her own finger, face or key. */
export function PasskeyStep({ enrolment: { enrolment, passkey } }: { enrolment: Enrolment }) {
  const say = useWords(enrolWords);
  const queries = useQueryClient();
  const register = useMutation({
    mutationFn: async () => {
      const asked = await callNode('patient-passkey-options', { enrolment }, optionsForm);
      const made = await newDevicePasskey(asked);
      if (made === undefined) return;
      await callNode('enrol-passkey', { enrolment, passkey: made }, enrolmentForm);
      await queries.invalidateQueries({ queryKey: ['enrolments'] });
    },
  });
  if (passkey) return <State kind="ok">{say('passkeyDone')}</State>;
  return (
    <div className="stack-2">
      <p>{say('passkeyLead')}</p>
      <p className="row">
        <Button kind="main" icon="key" busy={register.isPending} onClick={() => register.mutate()}>
          {say('passkey')}
        </Button>
      </p>
      <FaultLine error={register.error} />
    </div>
  );
}
