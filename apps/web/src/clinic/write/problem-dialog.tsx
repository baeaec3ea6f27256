import { useState } from 'react';
import { Field } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { writeWords } from '../words/write.ts';
import { NewEntryForm } from './new-entry-form.tsx';
import type { Writing } from './writing.ts';
import { problemResource } from './resources.ts';

/** Adds a problem. */
export function ProblemDialog(writing: Writing) {
  const say = useWords(writeWords);
  const [name, setName] = useState('');
  const [since, setSince] = useState('');
  const isMissing = name.trim() === '';
  const isOddDate = !/^(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?$/.test(since.trim());
  return (
    <NewEntryForm
      writing={writing}
      title={say('problem.title')}
      entry={
        isMissing || isOddDate
          ? undefined
          : (occasion) => problemResource(occasion, { name: name.trim(), since: since.trim() })
      }
    >
      {({ isTried }) => (
        <>
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
        </>
      )}
    </NewEntryForm>
  );
}
