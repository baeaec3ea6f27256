import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Choice, Field, SelectField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { chartWords } from '../words/chart.ts';
import { writeWords } from '../words/write.ts';
import { NewEntryForm } from './new-entry-form.tsx';
import type { Writing } from './writing.ts';
import { allergyResource, noAllergyResource } from './resources.ts';

const severities = ['mild', 'moderate', 'severe'] as const;

/** Records an allergy, or that the patient says there is none known. */
export function AllergyDialog(writing: Writing) {
  const say = useWords(writeWords);
  const sayChart = useWords(chartWords);
  const [substance, setSubstance] = useState('');
  const [reaction, setReaction] = useState('');
  const [severity, setSeverity] = useState('');
  const [isHighRisk, setHighRisk] = useState(false);
  const [isConfirmed, setConfirmed] = useState(false);
  const isMissing = substance.trim() === '';
  return (
    <NewEntryForm
      writing={writing}
      title={say('allergy.title')}
      entry={
        isMissing
          ? undefined
          : (occasion) =>
              allergyResource(occasion, {
                substance: substance.trim(),
                reaction: reaction.trim(),
                severity,
                isHighRisk,
                isConfirmed,
              })
      }
    >
      {({ isBusy, isTried, write }) => (
        <>
          <Field
            label={say('allergy.substance')}
            fault={isTried && isMissing ? say('missing') : ''}
            data-autofocus
            value={substance}
            onChange={({ currentTarget }) => setSubstance(currentTarget.value)}
          />
          <Field
            label={say('allergy.reaction')}
            value={reaction}
            onChange={({ currentTarget }) => setReaction(currentTarget.value)}
          />
          <SelectField
            label={say('allergy.severity')}
            value={severity}
            onChange={({ currentTarget }) => setSeverity(currentTarget.value)}
          >
            <option value="">{say('allergy.severity.unknown')}</option>
            {severities.map((each) => (
              <option key={each} value={each}>
                {sayChart(`severity.${each}`)}
              </option>
            ))}
          </SelectField>
          <Choice
            label={say('allergy.high')}
            checked={isHighRisk}
            onChange={({ currentTarget }) => setHighRisk(currentTarget.checked)}
          />
          <Choice
            label={say('allergy.certain')}
            checked={isConfirmed}
            onChange={({ currentTarget }) => setConfirmed(currentTarget.checked)}
          />
          <hr />
          <div>
            <Button busy={isBusy} onClick={() => write(noAllergyResource)}>
              {say('allergy.none')}
            </Button>
            <p className="hint">{say('allergy.none.hint')}</p>
          </div>
        </>
      )}
    </NewEntryForm>
  );
}
