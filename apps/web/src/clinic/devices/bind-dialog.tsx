import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { SelectField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useInMyCare } from '../data/care.ts';
import { placesWords } from '../words/places.ts';
import { FormDialog } from '../write/form-dialog.tsx';
import { shortOf } from './device.ts';

/** Binds a device to a patient: what it measures from now on belongs to that patient. */
export function BindDialog({
  device,
  onDone,
  onClose,
}: {
  device: string;
  onDone: () => void;
  onClose: () => void;
}) {
  const say = useWords(placesWords);
  const mine = useInMyCare().data ?? [];
  const [patient, setPatient] = useState('');
  const [isTried, setTried] = useState(false);
  const bind = useAct('device-bind', nothing, {
    changes: ['devices'],
    done: () => {
      onDone();
      onClose();
    },
  });
  return (
    <FormDialog
      title={say('devices.bind.open', { device: shortOf(device) })}
      act={say('devices.bind')}
      isBusy={bind.isPending}
      fault={bind.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (patient !== '') bind.mutate({ device, patient });
      }}
    >
      <SelectField
        label={say('devices.patient')}
        fault={isTried && patient === '' ? say('devices.choose') : ''}
        data-autofocus
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
    </FormDialog>
  );
}
