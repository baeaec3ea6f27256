import { useState } from 'react';
import * as v from 'valibot';
import { useLocation } from 'wouter';
import { useAct } from '../../api/use-answer.ts';
import { Field, SelectField } from '../../parts/field.tsx';
import { useBaseWords, useWords } from '../../prefs/prefs.tsx';
import { FormDialog } from '../write/form-dialog.tsx';
import { patientsWords } from '../words/patients.ts';

const genders = ['unknown', 'female', 'male', 'other'] as const;
const admitted = v.object({ id: v.string() });

/** Admits a patient at once (I10) and opens the new chart. */
export function AdmitDialog({ onClose }: { onClose: () => void }) {
  const say = useWords(patientsWords);
  const sayBase = useBaseWords();
  const [, goTo] = useLocation();
  const [family, setFamily] = useState('');
  const [given, setGiven] = useState('');
  const [born, setBorn] = useState('');
  const [gender, setGender] = useState<string>('unknown');
  const [number, setNumber] = useState('');
  const [isTried, setTried] = useState(false);
  const admit = useAct('add-patient', admitted, {
    changes: ['in-my-care', 'find', 'patients'],
    done: ({ id }) => goTo(`/patients/${id}`),
  });
  const isWhole =
    family.trim() !== '' && given.trim() !== '' && /^\d{4}-\d{2}-\d{2}$/.test(born.trim());
  return (
    <FormDialog
      title={say('admit.title')}
      act={say('admit.act')}
      isBusy={admit.isPending}
      fault={admit.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!isWhole) return;
        admit.mutate({
          resource: {
            resourceType: 'Patient',
            name: [{ use: 'official', family: family.trim(), given: given.trim().split(/\s+/) }],
            birthDate: born.trim(),
            gender,
            ...(number.trim() === '' ? {} : { identifier: [hospitalNumber(number.trim())] }),
          },
        });
      }}
    >
      <p className="hint">{say('admit.hint')}</p>
      <Field
        label={say('admit.family')}
        data-autofocus
        autoComplete="off"
        value={family}
        onChange={({ currentTarget }) => setFamily(currentTarget.value)}
      />
      <Field
        label={say('admit.given')}
        autoComplete="off"
        value={given}
        onChange={({ currentTarget }) => setGiven(currentTarget.value)}
      />
      <Field
        label={say('admit.born')}
        hint={say('admit.born.hint')}
        autoComplete="off"
        value={born}
        onChange={({ currentTarget }) => setBorn(currentTarget.value)}
      />
      <SelectField
        label={say('gender')}
        value={gender}
        onChange={({ currentTarget }) => setGender(currentTarget.value)}
      >
        {genders.map((each) => (
          <option key={each} value={each}>
            {sayBase(`gender.${each}`)}
          </option>
        ))}
      </SelectField>
      <Field
        label={say('admit.number')}
        autoComplete="off"
        fault={isTried && !isWhole ? say('admit.missing') : ''}
        value={number}
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
      />
    </FormDialog>
  );
}

function hospitalNumber(value: string) {
  const system = 'http://terminology.hl7.org/CodeSystem/v2-0203';
  return { use: 'usual', type: { coding: [{ system, code: 'MR' }] }, value };
}
