import { useState } from 'react';
import * as v from 'valibot';
import { useAct } from '../../api/use-answer.ts';
import { Field, SelectField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { DayField } from '../day-field.tsx';
import { peopleWords } from '../words/people-words.ts';
import { AddForm } from './add-form.tsx';
import { patientResource, type NewPatient } from './patient-resource.ts';

const sexes = ['female', 'male', 'other', 'unknown'] as const;
const empty: NewPatient = { family: '', given: '', born: '', sex: 'unknown', number: '' };

/** Admits a patient with limited fields; care can begin at once. */
export function AddPatient({
  onClose,
  onAdded,
}: {
  onClose: () => void;
  onAdded: (id: string) => void;
}) {
  const say = useWords(peopleWords);
  const [patient, setPatient] = useState(empty);
  const add = useAct('add-patient', v.object({ id: v.string() }), {
    changes: ['patients'],
    done: ({ id }) => onAdded(id),
  });
  return (
    <AddForm
      title={say('addPatient')}
      missing={{
        family: patient.family.trim() === '' && say('missing.name'),
        born: patient.born === '' && say('missing.born'),
      }}
      act={add}
      onClose={onClose}
      onSubmit={() => add.mutate({ resource: patientResource(patient) })}
      fields={(faultOf) => (
        <>
          <Field
            label={say('family')}
            value={patient.family}
            fault={faultOf('family')}
            onChange={(event) => setPatient({ ...patient, family: event.target.value })}
          />
          <Field
            label={say('given')}
            value={patient.given}
            onChange={(event) => setPatient({ ...patient, given: event.target.value })}
          />
          <DayField
            label={say('born')}
            day={patient.born}
            fault={faultOf('born')}
            onDay={(born) => setPatient({ ...patient, born })}
          />
          <SelectField
            label={say('sex')}
            value={patient.sex}
            onChange={({ target }) =>
              setPatient({
                ...patient,
                sex: sexes.find((each) => each === target.value) ?? 'unknown',
              })
            }
          >
            {sexes.map((sex) => (
              <option key={sex} value={sex}>
                {say(`sex.${sex}`)}
              </option>
            ))}
          </SelectField>
          <Field
            label={say('number')}
            inputMode="numeric"
            value={patient.number}
            onChange={(event) => setPatient({ ...patient, number: event.target.value })}
          />
        </>
      )}
    />
  );
}
