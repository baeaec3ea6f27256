import { useState } from 'react';
import { useAct } from '../../api/use-answer.ts';
import { Choice, Field } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { kindsOf, needNames, type Need } from '../ask/needs.ts';
import { askWords } from '../words/ask.ts';
import { holdWords } from '../words/hold.ts';
import { FormDialog } from '../write/form-dialog.tsx';
import { IdentityField } from './devices-panel.tsx';
import { waitingForm } from './waiting.ts';

/** A person who shall act for a patient: who, what the person may, what he sees, until when. */
export function GuardianDialog({ patient, close }: { patient: string; close: () => void }) {
  const say = useWords(holdWords);
  const sayAsk = useWords(askWords);
  const [name, setName] = useState('');
  const [relation, setRelation] = useState('');
  const [scope, setScope] = useState<'consent' | 'view'>('view');
  const [seen, setSeen] = useState<ReadonlySet<Need>>(new Set(['summary']));
  const [until, setUntil] = useState('');
  const [identity, setIdentity] = useState('');
  const [isTried, setTried] = useState(false);
  const begin = useAct('guardian-begin', waitingForm, { changes: ['enrolments'], done: close });
  const isWhole = [name, relation, identity].every((each) => each.trim() !== '') && seen.size > 0;
  return (
    <FormDialog
      title={say('guardian.title')}
      act={say('keys.begin')}
      isBusy={begin.isPending}
      fault={begin.error}
      onClose={close}
      onSubmit={() => {
        setTried(true);
        if (!isWhole) return;
        begin.mutate({
          patient,
          name: name.trim(),
          relation: relation.trim(),
          scope,
          categories: kindsOf(seen),
          identity: identity.trim(),
          ...(until.trim() === '' ? {} : { until: until.trim() }),
        });
      }}
    >
      <p>{say('guardian.text')}</p>
      <Field
        label={say('guardian.name')}
        data-autofocus
        autoComplete="off"
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Field
        label={say('guardian.relation')}
        hint={say('guardian.relation.hint')}
        autoComplete="off"
        value={relation}
        onChange={({ currentTarget }) => setRelation(currentTarget.value)}
      />
      <fieldset className="bare">
        <legend className="label">{say('guardian.scope')}</legend>
        {(['view', 'consent'] as const).map((each) => (
          <Choice
            key={each}
            kind="radio"
            name="scope"
            label={say(`guardian.scope.${each}`)}
            checked={scope === each}
            onChange={() => setScope(each)}
          />
        ))}
      </fieldset>
      <fieldset className="bare">
        <legend className="label">{say('guardian.kinds')}</legend>
        {needNames.map((need) => (
          <Choice
            key={need}
            label={sayAsk(`need.${need}`)}
            checked={seen.has(need)}
            onChange={({ currentTarget }) => setSeen(toggled(seen, need, currentTarget.checked))}
          />
        ))}
        <p className="hint">{say('guardian.kinds.hint')}</p>
      </fieldset>
      <Field
        label={say('guardian.until')}
        hint={say('guardian.until.hint')}
        autoComplete="off"
        value={until}
        onChange={({ currentTarget }) => setUntil(currentTarget.value)}
      />
      <IdentityField value={identity} onValue={setIdentity} />
      {isTried && !isWhole ? (
        <p className="state state--part" role="alert">
          {say('guardian.missing')}
        </p>
      ) : null}
    </FormDialog>
  );
}

/** The set with or without one of its members. */
export function toggled(before: ReadonlySet<Need>, need: Need, isIn: boolean): ReadonlySet<Need> {
  const next = new Set(before);
  if (isIn) next.add(need);
  else next.delete(need);
  return next;
}
