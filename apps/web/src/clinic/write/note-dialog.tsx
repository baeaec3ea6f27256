import { useState } from 'react';
import { SelectField, TextField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useKeptText } from '../../session/kept-text.tsx';
import { writeWords } from '../words/write.ts';
import { toBase64 } from './base64.ts';
import { NewEntryForm } from './new-entry-form.tsx';
import type { Writing } from './writing.ts';
import { documentResource } from './resources.ts';

const kinds = ['11506-3', '34117-2', '11488-4', '34746-8'] as const;

/** Writes a note; it is saved before it is anchored, and nobody waits for that. */
export function NoteDialog(writing: Writing) {
  const say = useWords(writeWords);
  const [text, setText] = useKeptText(`note ${writing.chart.patient}`);
  const [kind, setKind] = useState<string>(kinds[0]);
  const code = kinds.find((each) => each === kind) ?? kinds[0];
  const words = say(`note.kind.${code}`);
  const isMissing = text.trim() === '';
  return (
    <NewEntryForm
      writing={writing}
      onSaved={() => setText('')}
      title={say('note.title')}
      entry={
        isMissing
          ? undefined
          : (occasion) =>
              documentResource(occasion, {
                code,
                kind: words,
                title: words,
                contentType: 'text/plain; charset=utf-8',
                data: toBase64(new TextEncoder().encode(text.trim())),
              })
      }
    >
      {({ isTried }) => (
        <>
          <SelectField
            label={say('note.kind')}
            value={kind}
            onChange={({ currentTarget }) => setKind(currentTarget.value)}
          >
            {kinds.map((each) => (
              <option key={each} value={each}>
                {say(`note.kind.${each}`)}
              </option>
            ))}
          </SelectField>
          <TextField
            label={say('note.text')}
            hint={say('note.hint')}
            fault={isTried && isMissing ? say('missing') : ''}
            rows={8}
            data-autofocus
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </>
      )}
    </NewEntryForm>
  );
}
