import { useMemo, useState } from 'react';
import { Choice, Field, TextField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { allergiesOf } from '../record/allergies.ts';
import { medicineName } from '../record/medicine-name.ts';
import { medicinesOf } from '../record/medicines.ts';
import { allergyWarnings, duplicatesOf } from '../record/warnings.ts';
import { writeWords } from '../words/write.ts';
import { NewEntryForm } from './new-entry-form.tsx';
import { PrescribeWarnings } from './prescribe-warnings.tsx';
import { prescriptionResource } from './resources.ts';
import type { Writing } from './writing.ts';
import { amountOf, timesOf, unitOfForm } from './written-dose.ts';

/** Prescribes; what speaks against it is said while it is written, and going on then wants a reason. */
export function PrescribeDialog(writing: Writing) {
  const { entries } = writing.chart;
  const say = useWords(writeWords);
  const [medicine, setMedicine] = useState('');
  const [dose, setDose] = useState('1');
  const [typedUnit, setUnit] = useState<string>();
  const [times, setTimes] = useState('1');
  const [route, setRoute] = useState('oral');
  const [isAsNeeded, setAsNeeded] = useState(false);
  const [reason, setReason] = useState('');
  const name = medicine.trim();
  const { allergies, duplicates } = useMemo(() => {
    const wish = { ...medicineName(name), codes: [] };
    return {
      allergies: name === '' ? [] : allergyWarnings(wish, allergiesOf(entries).known),
      duplicates: name === '' ? [] : duplicatesOf(wish, medicinesOf(entries)),
    };
  }, [name, entries]);
  const isWarned = allergies.length + duplicates.length > 0;
  const unit = typedUnit ?? unitOfForm(medicineName(name).form);
  const amount = amountOf(dose);
  const isUnreadDose = dose.trim() !== '' && amount === null;
  const often = timesOf(times);
  const needsReason = isWarned && reason.trim() === '';
  const field = (set: (value: string) => void) => ({
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => set(currentTarget.value),
  });
  return (
    <NewEntryForm
      writing={writing}
      title={say('prescribe.title')}
      act={say(isWarned ? 'prescribe.despite' : 'prescribe.act')}
      entry={
        name === '' || needsReason || isUnreadDose || often === null
          ? undefined
          : (occasion) =>
              prescriptionResource(occasion, {
                medicine: name,
                dose: amount,
                unit: unit.trim(),
                times: often,
                route: route.trim(),
                isAsNeeded,
                reason: reason.trim(),
              })
      }
    >
      {({ isTried }) => (
        <>
          <Field
            label={say('prescribe.medicine')}
            hint={say('prescribe.medicine.hint')}
            fault={isTried && name === '' ? say('missing') : ''}
            data-autofocus
            autoComplete="off"
            value={medicine}
            {...field(setMedicine)}
          />
          <PrescribeWarnings medicine={name} allergies={allergies} duplicates={duplicates} />
          <div className="dose-fields">
            <Field
              label={say('prescribe.dose')}
              fault={isTried && isUnreadDose ? say('prescribe.dose.number') : ''}
              inputMode="decimal"
              value={dose}
              {...field(setDose)}
            />
            <Field label={say('prescribe.unit')} value={unit} {...field(setUnit)} />
            <Field
              label={say('prescribe.times')}
              fault={isTried && often === null ? say('prescribe.times.number') : ''}
              inputMode="numeric"
              value={times}
              {...field(setTimes)}
            />
            <Field label={say('prescribe.route')} value={route} {...field(setRoute)} />
          </div>
          <Choice
            label={say('prescribe.needed')}
            checked={isAsNeeded}
            onChange={({ currentTarget }) => setAsNeeded(currentTarget.checked)}
          />
          {isWarned ? (
            <TextField
              label={say('prescribe.reason')}
              hint={say('prescribe.reason.hint')}
              fault={isTried && needsReason ? say('missing') : ''}
              value={reason}
              {...field(setReason)}
            />
          ) : null}
        </>
      )}
    </NewEntryForm>
  );
}
