import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as v from 'valibot';
import { codeOf } from '../../api/code-of.ts';
import { resource as resourceForm, nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { SelectField, TextField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import type { Chart } from '../data/use-chart.ts';
import { amendableOf, amended, hasDosage } from '../record/amendable.ts';
import type { Entry } from '../record/entry.ts';
import { writeWords } from '../words/write.ts';
import { toBase64 } from './base64.ts';
import { changeTo, changed, type Change } from './change.ts';
import { Conflict } from './conflict.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useStatusWords } from './status-words.ts';

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
  const statusWords = useStatusWords();
  const queries = useQueryClient();
  // The version that this person has seen: the one read when the change began, later the one compared. The chart may be ahead of it.
  const [seen, setSeen] = useState(opened);
  const [first] = useState(opened);
  const [change, setChange] = useState<Change>({});
  const [isTried, setTried] = useState(false);
  const amend = useAct('amend', nothing, { changes: ['read', 'history'], done: onClose });
  const isConflict = ['precondition', 'conflict'].includes(codeOf(amend.error));
  const standing = amendableOf(seen);
  if (standing === undefined) return null;
  const { state, text } = changed(change, standing);
  const proposed = amended(seen, {
    text,
    textData: toBase64(new TextEncoder().encode(text ?? '')),
    state,
  });
  const isUndosed = hasDosage(seen.resource) && !hasDosage(proposed);

  function save(): void {
    setTried(true);
    if (isUndosed) return;
    const { id, type, version } = seen;
    amend.mutate(
      {
        id: `${type}/${id}`,
        resource: v.parse(resourceForm, proposed),
        version: String(version),
      },
      // What was saved first is looked up also where no event told of it.
      { onError: () => void queries.invalidateQueries({ queryKey: ['history'] }) },
    );
  }

  return (
    <FormDialog
      title={say('amend.title')}
      identity={chart.identity}
      act={say('save')}
      isBusy={amend.isPending}
      fault={isConflict ? undefined : amend.error}
      onClose={onClose}
      onSubmit={save}
    >
      {isConflict ? (
        <Conflict
          first={first}
          seen={seen}
          proposed={{ ...seen, resource: proposed }}
          onCompare={setSeen}
          onSave={save}
        />
      ) : null}
      {standing.states.length === 0 ? null : (
        <SelectField
          label={say('amend.status')}
          value={state ?? ''}
          onChange={({ currentTarget: { value } }) =>
            setChange(changeTo(change, ['state', value], standing))
          }
        >
          {[...new Set([...standing.states, standing.state])].map((each) => (
            <option key={each ?? ''} value={each ?? ''}>
              {statusWords(each)}
            </option>
          ))}
        </SelectField>
      )}
      {text === null ? null : (
        <TextField
          label={say(seen.type === 'MedicationRequest' ? 'amend.instruction' : 'entry.text')}
          fault={isTried && isUndosed ? say('amend.instruction.missing') : ''}
          rows={8}
          value={text}
          onChange={({ currentTarget: { value } }) =>
            setChange(changeTo(change, ['text', value], standing))
          }
        />
      )}
      <p className="hint">{say('amend.hint')}</p>
    </FormDialog>
  );
}
