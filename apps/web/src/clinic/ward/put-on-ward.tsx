import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field, SelectField } from '../../parts/field.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useInMyCare } from '../data/care.ts';
import { placesWords } from '../words/places.ts';
import type { Bed } from './wards.ts';

/** Puts a patient of mine on the ward, and takes one off. */
export function PutOnWard({ ward, beds }: { ward: string; beds: readonly Bed[] }) {
  const say = useWords(placesWords);
  const mine = useInMyCare().data ?? [];
  const [patient, setPatient] = useState('');
  const [bed, setBed] = useState('');
  const put = useAct('put-on-ward', nothing, {
    changes: ['ward', 'wards', 'in-my-care'],
    done: () => {
      setPatient('');
      setBed('');
    },
  });
  const others = mine.filter((each) => !beds.some((row) => row.patient === each.patient));
  return (
    <Panel title={say('ward.put')}>
      <form
        className="pad find-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (patient === '' || put.isPending) return;
          put.mutate({ patient, ward, ...(bed.trim() === '' ? {} : { bed: bed.trim() }) });
        }}
      >
        <SelectField
          label={say('ward.patient')}
          value={patient}
          onChange={({ currentTarget }) => setPatient(currentTarget.value)}
        >
          <option value="">{say('devices.choose')}</option>
          {others.map((each) => (
            <option key={each.patient} value={each.patient}>
              {each.name}
            </option>
          ))}
        </SelectField>
        <Field
          label={say('ward.bed')}
          autoComplete="off"
          value={bed}
          onChange={({ currentTarget }) => setBed(currentTarget.value)}
        />
        <Button type="submit" busy={put.isPending} disabled={patient === ''}>
          {say('ward.put.act')}
        </Button>
      </form>
      {beds.length === 0 ? null : (
        <div className="pad row">
          {beds.map(({ name, patient: on }) => (
            <Button
              key={on}
              kind="quiet"
              size="small"
              busy={put.isPending}
              onClick={() => put.mutate({ patient: on, ward: null })}
            >
              {say('ward.off.of', { name })}
            </Button>
          ))}
        </div>
      )}
      <FaultLine error={put.error} />
    </Panel>
  );
}
