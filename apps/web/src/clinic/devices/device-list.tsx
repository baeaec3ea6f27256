import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { FaultLine } from '../../parts/fault.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { WideTable } from '../chart/wide-table.tsx';
import { placesWords } from '../words/places.ts';
import { BindDialog } from './bind-dialog.tsx';
import { useDevices, type Device } from './device.ts';
import { DeviceRow } from './device-row.tsx';
import { EndDialog } from './end-dialog.tsx';

/** The devices of this hospital: whom each measures, bound, unbound, ended; each acts at once (T1). */
export function DeviceList() {
  const say = useWords(placesWords);
  const devices = useDevices();
  const [binding, setBinding] = useState<Device>();
  const [ending, setEnding] = useState<Device>();
  const [done, setDone] = useState<'bind' | 'revoke' | 'unbind'>();
  const unbind = useAct('device-unbind', nothing, {
    changes: ['devices'],
    done: () => setDone('unbind'),
  });
  return (
    <Panel title={say('devices.list')}>
      <Answer of={devices} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="item quiet">{say('devices.none')}</p>
          ) : (
            <WideTable
              isList
              caption={say('devices.list')}
              heads={[
                say('devices.device'),
                say('devices.bound'),
                say('devices.added'),
                say('devices.act'),
              ]}
            >
              {rows.map((device) => (
                <DeviceRow
                  key={device.device}
                  device={device}
                  isBusy={unbind.isPending}
                  onBind={() => setBinding(device)}
                  onUnbind={() => unbind.mutate({ device: device.device })}
                  onEnd={() => setEnding(device)}
                />
              ))}
            </WideTable>
          )
        }
      </Answer>
      <FaultLine error={unbind.error} />
      {done === undefined ? null : (
        <Notice kind="ok" says="polite">
          <Rich text={say(`devices.done.${done}`)} />
        </Notice>
      )}
      {binding === undefined ? null : (
        <BindDialog
          device={binding.device}
          onDone={() => setDone('bind')}
          onClose={() => setBinding(undefined)}
        />
      )}
      {ending === undefined ? null : (
        <EndDialog
          device={ending.device}
          onDone={() => setDone('revoke')}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Panel>
  );
}
