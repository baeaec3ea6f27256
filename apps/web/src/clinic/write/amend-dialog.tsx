import { useState } from 'react';
import { resource as resourceForm, nothing } from '../../api/forms.ts';
import { codeOf } from '../../api/code-of.ts';
import { useAct } from '../../api/use-answer.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import type { Chart } from '../data/use-chart.ts';
import { amendableOf, amended } from '../record/amendable.ts';
import type { Entry } from '../record/entry.ts';
import { writeWords, type WriteKey } from '../words/write.ts';
import { toBase64 } from './base64.ts';
import { Conflict } from './conflict.tsx';
import { FormDialog } from './form-dialog.tsx';
import * as v from 'valibot';

/** Changes an entry by naming the version that it replaces (R2); what somebody else saved meanwhile is never overwritten unseen. */
export function AmendDialog({
  entry: opened,
  chart,
  onClose,
}: {
  entry: Entry;
  chart: Chart;
  onClose: () => void;
}) {
  const say = useWords(writeWords);
  // The version that was read when the change began: the live chart may be ahead of it.
  const [entry] = useState(opened);
  const amendable = amendableOf(entry);
  const [text, setText] = useState(amendable?.text ?? '');
  const [state, setState] = useState(amendable?.state ?? '');
  const amend = useAct('amend', nothing, { changes: ['read', 'history'], done: onClose });
  const isConflict = ['precondition', 'conflict'].includes(codeOf(amend.error));
  if (amendable === undefined) return null;
  const isText = amendable.text !== null;

  function save(over: Entry): void {
    const changed = amended(over, {
      text: isText ? text : null,
      textData: toBase64(new TextEncoder().encode(text)),
      state: state === '' ? null : state,
    });
    const resource = v.parse(resourceForm, changed);
    const { id, type } = entry;
    amend.mutate({ id: `${type}/${id}`, resource, version: String(over.version) });
  }

  return (
    <FormDialog
      title={say('amend.title')}
      identity={chart.identity}
      act={say('save')}
      isBusy={amend.isPending}
      fault={isConflict ? undefined : amend.error}
      onClose={onClose}
      onSubmit={() => save(entry)}
    >
      {isConflict ? <Conflict entry={entry} mine={text} onSave={save} /> : null}
      {amendable.states.length === 0 ? null : (
        <SelectField
          label={say('amend.status')}
          value={state}
          onChange={({ currentTarget }) => setState(currentTarget.value)}
        >
          {amendable.states.map((each) => {
            const key = `amend.status.${each}`;
            return (
              <option key={each} value={each}>
                {isStatus(key) ? say(key) : each}
              </option>
            );
          })}
        </SelectField>
      )}
      {isText ? (
        <TextField
          label={say(entry.type === 'MedicationRequest' ? 'amend.instruction' : 'entry.text')}
          rows={8}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      ) : null}
      <p className="hint">{say('amend.hint')}</p>
    </FormDialog>
  );
}

type StatusKey = Extract<WriteKey, `amend.status.${string}`>;

function isStatus(key: string): key is StatusKey {
  return key in writeWords.en;
}
