import { useState } from 'react';
import { Field } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { writeWords } from '../words/write.ts';
import { FormDialog } from './form-dialog.tsx';
import type { Writing } from './writing.ts';
import { problemResource } from './resources.ts';
import { useWrite } from './write-resource.ts';

/** Adds a problem. */
export function ProblemDialog({ chart, onClose }: Writing) {
  const say = useWords(writeWords);
  const [name, setName] = useState('');
  const [since, setSince] = useState('');
  const [isTried, setTried] = useState(false);
  const write = useWrite(onClose);
  const isMissing = name.trim() === '';
  const isOddDate = !/^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?$/.test(since.trim());
  return (
    <FormDialog
      title={say('problem.title')}
      identity={chart.identity}
      act={say('save')}
      isBusy={write.isPending}
      fault={write.error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (isMissing || isOddDate) return;
        write.mutate(
          problemResource(
            { patient: chart.patient, now: new Date().toISOString() },
            { name: name.trim(), since: since.trim() },
          ),
        );
      }}
    >
      <Field
        label={say('problem.name')}
        fault={isTried && isMissing ? say('missing') : ''}
        data-autofocus
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Field
        label={say('problem.since')}
        hint={say('problem.since.hint')}
        fault={isTried && isOddDate ? say('problem.date') : ''}
        value={since}
        onChange={({ currentTarget }) => setSince(currentTarget.value)}
      />
    </FormDialog>
  );
}
