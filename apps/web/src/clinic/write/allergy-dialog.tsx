import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Choice, Field, SelectField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { chartWords } from '../words/chart.ts';
import { writeWords } from '../words/write.ts';
import { FormDialog } from './form-dialog.tsx';
import type { Writing } from './writing.ts';
import { allergyResource, noAllergyResource } from './resources.ts';
import { useWrite } from './write-resource.ts';

const severities = ['mild', 'moderate', 'severe'] as const;

/** Records an allergy, or that the patient says there is none known. */
export function AllergyDialog({ chart, onClose }: Writing) {
  const say = useWords(writeWords);
  const sayChart = useWords(chartWords);
  const [substance, setSubstance] = useState('');
  const [reaction, setReaction] = useState('');
  const [severity, setSeverity] = useState('');
  const [isHighRisk, setHighRisk] = useState(false);
  const [isConfirmed, setConfirmed] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const write = useWrite(onClose);
  const occasion = () => ({ patient: chart.patient, now: new Date().toISOString() });
  return (
    <FormDialog
      title={say('allergy.title')}
      identity={chart.identity}
      act={say('save')}
      isBusy={write.isPending}
      fault={write.error}
      onClose={onClose}
      onSubmit={() => {
        setMissing(substance.trim() === '');
        if (substance.trim() === '') return;
        write.mutate(
          allergyResource(occasion(), {
            substance: substance.trim(),
            reaction: reaction.trim(),
            severity,
            isHighRisk,
            isConfirmed,
          }),
        );
      }}
    >
      <Field
        label={say('allergy.substance')}
        fault={isMissing ? say('missing') : ''}
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
        <Button busy={write.isPending} onClick={() => write.mutate(noAllergyResource(occasion()))}>
          {say('allergy.none')}
        </Button>
        <p className="hint">{say('allergy.none.hint')}</p>
      </div>
    </FormDialog>
  );
}
