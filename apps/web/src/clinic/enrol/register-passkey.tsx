import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { callNode } from '../../api/node.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Notice } from '../../parts/notice.tsx';
import { newDevicePasskey } from '../../passkey/device-passkey.ts';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { enrolWords } from '../words/enrol.ts';
import { demonstrationPasskey } from './demonstration-key.ts';
import { waitingForm } from './waiting.ts';

const optionsForm = v.object({
  challenge: v.string(),
  rpId: v.string(),
  rpName: v.string(),
  userId: v.string(),
  userName: v.string(),
  exclude: v.array(v.string()),
});

/** Registers the passkey on the patient's own device; in a demonstration a key of this page may stand in, labelled so. */
export function RegisterPasskey({ enrolment }: { enrolment: string }) {
  const say = useWords(enrolWords);
  const { demo, rpId } = useWho();
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['enrolments'] });
  const device = useMutation({
    mutationFn: async () => {
      const options = await callNode('patient-passkey-options', { enrolment }, optionsForm);
      const passkey = await newDevicePasskey(options);
      if (passkey === undefined) return false;
      await callNode('enrol-passkey', { enrolment, passkey }, waitingForm);
      return true;
    },
    onSuccess: again,
  });
  const software = useMutation({
    mutationFn: async () =>
      callNode(
        'enrol-passkey',
        { enrolment, software: await demonstrationPasskey(rpId) },
        waitingForm,
      ),
    onSuccess: again,
  });
  return (
    <div className="stack-2">
      <div className="row">
        <Button icon="key" busy={device.isPending} onClick={() => device.mutate()}>
          {say('enrol.passkey')}
        </Button>
        {demo ? (
          <Button busy={software.isPending} onClick={() => software.mutate()}>
            {say('enrol.demo')}
          </Button>
        ) : null}
      </div>
      <p className="hint">
        {say('enrol.passkey.hint')} {demo ? say('enrol.demo.hint') : ''}
      </p>
      {device.data === false ? (
        <Notice kind="part" says="at-once">
          {say('enrol.passkey.none')}
        </Notice>
      ) : null}
      <FaultLine error={device.error ?? software.error} />
    </div>
  );
}
