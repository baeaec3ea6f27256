import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field, SelectField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useInMyCare } from '../data/care.ts';
import { placesWords } from '../words/places.ts';
import { writeWords } from '../words/write.ts';

/** Binds a device to a patient, unbinds it, ends it; each acts at once (T1). */
export function BindDevice() {
  const say = useWords(placesWords);
  const sayWrite = useWords(writeWords);
  const mine = useInMyCare().data ?? [];
  const [device, setDevice] = useState('');
  const [patient, setPatient] = useState('');
  const [done, setDone] = useState<'bind' | 'revoke' | 'unbind'>();
  const [isEnding, setEnding] = useState(false);
  const bind = useAct('device-bind', nothing, { done: () => setDone('bind') });
  const unbind = useAct('device-unbind', nothing, { done: () => setDone('unbind') });
  const revoke = useAct('device-revoke', nothing, { done: () => setDone('revoke') });
  const isDevice = /^[0-9a-f]{64}$/.test(device);
  return (
    <Panel title={say('devices.act')}>
      <div className="pad stack">
        <Field
          label={say('devices.device')}
          hint={say('devices.device.hint')}
          fault={device === '' || isDevice ? '' : say('devices.bad')}
          autoComplete="off"
          spellCheck={false}
          value={device}
          onChange={({ currentTarget }) => setDevice(currentTarget.value.trim().toLowerCase())}
        />
        <SelectField
          label={say('devices.patient')}
          value={patient}
          onChange={({ currentTarget }) => setPatient(currentTarget.value)}
        >
          <option value="">{say('devices.choose')}</option>
          {mine.map((each) => (
            <option key={each.patient} value={each.patient}>
              {[each.name, each.born ?? ''].filter((part) => part !== '').join(', ')}
            </option>
          ))}
        </SelectField>
        <div className="row">
          <Button
            busy={bind.isPending}
            disabled={!isDevice || patient === ''}
            onClick={() => bind.mutate({ device, patient })}
          >
            {say('devices.bind')}
          </Button>
          <Button
            busy={unbind.isPending}
            disabled={!isDevice}
            onClick={() => unbind.mutate({ device })}
          >
            {say('devices.unbind')}
          </Button>
          <Button kind="quiet" disabled={!isDevice} onClick={() => setEnding(true)}>
            {say('devices.revoke')}
          </Button>
        </div>
        <FaultLine error={bind.error ?? unbind.error ?? revoke.error} />
        {done === undefined ? null : (
          <Notice kind="ok" says="polite">
            <Rich text={say(`devices.done.${done}`)} />
          </Notice>
        )}
      </div>
      {isEnding ? (
        <Dialog
          title={say('devices.revoke')}
          onClose={() => setEnding(false)}
          footer={
            <>
              <Button
                kind="main"
                onClick={() => {
                  setEnding(false);
                  revoke.mutate({ device });
                }}
              >
                {say('devices.revoke')}
              </Button>
              <Button onClick={() => setEnding(false)}>{sayWrite('cancel')}</Button>
            </>
          }
        >
          <p>{say('devices.revoke.sure', { device: `${device.slice(0, 8)}…` })}</p>
        </Dialog>
      ) : null}
    </Panel>
  );
}
