import { useState, type FormEvent } from 'react';
import * as v from 'valibot';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field, SelectField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { DayField } from '../day-field.tsx';
import { peopleWords } from '../words/people-words.ts';
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
  const [isTried, setTried] = useState(false);
  const add = useAct('add-patient', v.object({ id: v.string() }), {
    changes: ['patients'],
    done: ({ id }) => onAdded(id),
  });
  const isNameless = patient.family.trim() === '';
  const isUndated = patient.born === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isNameless && !isUndated) add.mutate({ resource: patientResource(patient) });
  };
  return (
    <Dialog title={say('addPatient')} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Field
          label={say('family')}
          value={patient.family}
          fault={isTried && isNameless ? say('missing.name') : undefined}
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
          fault={isTried && isUndated ? say('missing.born') : undefined}
          onDay={(born) => setPatient({ ...patient, born })}
        />
        <SelectField
          label={say('sex')}
          value={patient.sex}
          onChange={(event) =>
            setPatient({
              ...patient,
              sex: sexes.find((each) => each === event.target.value) ?? 'unknown',
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
        <p className="row">
          <Button kind="main" type="submit" busy={add.isPending}>
            {say('save')}
          </Button>
        </p>
        <FaultLine error={add.error} />
      </form>
    </Dialog>
  );
}
