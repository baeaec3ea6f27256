import { Link } from 'wouter';
import { Button } from '../../parts/button.tsx';
import { Tag } from '../../parts/state.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useInMyCare } from '../data/care.ts';
import { placesWords } from '../words/places.ts';
import { shortOf, type Device } from './device.ts';

/** One device, whom it measures, and what may be done with it. */
export function DeviceRow({
  device: { added, bound, device, patient, state },
  isBusy,
  onBind,
  onUnbind,
  onEnd,
}: {
  device: Device;
  isBusy: boolean;
  onBind: () => void;
  onUnbind: () => void;
  onEnd: () => void;
}) {
  const say = useWords(placesWords);
  const formats = useFormats();
  const words = { device: shortOf(device) };
  return (
    <tr>
      <th scope="row" className="hash">
        {words.device}
      </th>
      <td>
        {bound === null ? (
          <span className="quiet">{say('devices.bound.nobody')}</span>
        ) : (
          <>
            <Patient patient={patient} />{' '}
            <span className="quiet">
              {say('devices.bound.since', { when: formats.when(bound) })}
            </span>
          </>
        )}
      </td>
      <td className="nowrap">{formats.when(added)}</td>
      <td>
        <span className="row">
          {state !== 'active' ? (
            <Tag>{say('devices.ended')}</Tag>
          ) : (
            <>
              {bound === null ? (
                <Button size="small" onClick={onBind}>
                  {say('devices.bind.open', words)}
                </Button>
              ) : (
                <Button size="small" busy={isBusy} onClick={onUnbind}>
                  {say('devices.unbind.of', words)}
                </Button>
              )}
              <Button kind="quiet" size="small" onClick={onEnd}>
                {say('devices.revoke.of', words)}
              </Button>
            </>
          )}
        </span>
      </td>
    </tr>
  );
}

function Patient({ patient }: { patient: string | null }) {
  const say = useWords(placesWords);
  const name = (useInMyCare().data ?? []).find((each) => each.patient === patient)?.name;
  if (patient === null || name === undefined) return say('devices.bound.other');
  return (
    <Link className="person-link" href={`/patients/${patient}/live`}>
      {name}
    </Link>
  );
}
