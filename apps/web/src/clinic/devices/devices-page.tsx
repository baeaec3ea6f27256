import { useWords } from '../../prefs/prefs.tsx';
import { placesWords } from '../words/places.ts';
import { AddDevice } from './add-device.tsx';
import { DeviceList } from './device-list.tsx';
import { KeptApart } from './kept-apart.tsx';

/** Devices: added, bound to a patient, unbound, ended; and what of them was kept apart. */
export function DevicesPage() {
  const say = useWords(placesWords);
  return (
    <div className="page stack">
      <h1>{say('devices')}</h1>
      <DeviceList />
      <AddDevice />
      <KeptApart />
    </div>
  );
}
