import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { TextField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import type { Chart } from '../data/use-chart.ts';
import type { Entry } from '../record/entry.ts';
import { writeWords } from '../words/write.ts';
import { FormDialog } from './form-dialog.tsx';

/** Takes an entry out of the chart with a reason; nothing is destroyed (R3.2). */
export function InErrorDialog({
  entry,
  chart,
  onClose,
}: {
  entry: Entry;
  chart: Chart;
  onClose: () => void;
}) {
  const say = useWords(writeWords);
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const enter = useAct('enter-in-error', nothing, { changes: ['read', 'history'], done: onClose });
  return (
    <FormDialog
      title={say('error.title')}
      identity={chart.identity}
      act={say('error.act')}
      isBusy={enter.isPending}
      fault={enter.error}
      onClose={onClose}
      onSubmit={() => {
        setMissing(reason.trim() === '');
        if (reason.trim() === '') return;
        enter.mutate({ id: `${entry.type}/${entry.id}`, reason: reason.trim() });
      }}
    >
      <p>{say('error.text')}</p>
      <TextField
        label={say('error.reason')}
        hint={say('error.reason.hint')}
        fault={isMissing ? say('missing') : ''}
        data-autofocus
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </FormDialog>
  );
}
