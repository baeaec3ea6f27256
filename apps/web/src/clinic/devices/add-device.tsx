import { useState } from 'react';
import * as v from 'valibot';
import { codeOf } from '../../api/code-of.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { placesWords } from '../words/places.ts';

const addedForm = v.object({
  device: v.string(),
  certificate: v.string(),
  authority: v.string(),
  mqtt: v.string(),
});

/** Adds a device by the request that it made; it gets a certificate, its key never leaves it. */
export function AddDevice() {
  const say = useWords(placesWords);
  const [csr, setCsr] = useState('');
  const add = useAct('device-enrol', addedForm, { changes: ['devices'] });
  const isRefused = codeOf(add.error) === 'invalid';
  return (
    <Panel title={say('devices.enrol')}>
      <form
        className="pad stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (csr !== '' && !add.isPending) add.mutate({ csr });
        }}
      >
        <Field
          type="file"
          label={say('devices.enrol.file')}
          hint={say('devices.enrol.hint')}
          fault={isRefused ? say('devices.enrol.bad') : ''}
          accept=".csr,.pem,.txt"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            void file?.slice(0, 8192).text().then(setCsr);
          }}
        />
        <div>
          <Button type="submit" busy={add.isPending} disabled={csr === ''}>
            {say('devices.enrol.act')}
          </Button>
        </div>
        <FaultLine error={isRefused ? undefined : add.error} />
        {add.data === undefined ? null : (
          <Notice
            kind="ok"
            says="polite"
            act={
              <Button
                size="small"
                icon="dl"
                onClick={() => saveText(`${add.data.certificate}\n${add.data.authority}`)}
              >
                {say('devices.enrol.save')}
              </Button>
            }
          >
            <Rich text={say('devices.enrol.done', { mqtt: add.data.mqtt })} />
            <p className="hash">{add.data.device}</p>
          </Notice>
        )}
      </form>
    </Panel>
  );
}

function saveText(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/x-pem-file' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'device.pem';
  link.click();
  URL.revokeObjectURL(address);
}
