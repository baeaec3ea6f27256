import { useState } from 'react';
import { useAct } from '../../api/use-answer.ts';
import { Choice, Field } from '../../parts/field.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { holdWords } from '../words/hold.ts';
import { FormDialog } from '../write/form-dialog.tsx';
import { CredentialsPanel } from './credentials-panel.tsx';
import { useUnderWay, type Credential } from './credentials.ts';
import { waitingForm } from './waiting.ts';

/** With which devices a patient signs; a further one and the end of a lost one want two of staff (I9). */
export function DevicesPanel({
  patient,
  credentials,
}: {
  patient: string;
  credentials: readonly Credential[];
}) {
  const say = useWords(holdWords);
  const formats = useFormats();
  const waiting = useUnderWay(patient, ['add-passkey', 'replace']);
  const [asked, setAsked] = useState<'further' | Credential>();
  return (
    <>
      <CredentialsPanel
        title={say('keys.title')}
        none={say('keys.none')}
        credentials={credentials.filter(({ holder }) => holder === 'patient')}
        waiting={waiting}
        about={({ from, label }) => ({
          before: <b>{label ?? say('keys.own')}</b>,
          after: <span className="quiet">{say('keys.since', { date: formats.date(from) })}</span>,
        })}
        add={{ label: say('keys.add'), onClick: () => setAsked('further') }}
        end={{
          label: say('keys.replace'),
          canEnd: ({ state }) => state === 'in-use',
          onClick: setAsked,
        }}
      />
      {asked === 'further' ? <Further patient={patient} close={() => setAsked(undefined)} /> : null}
      {asked === undefined || asked === 'further' ? null : (
        <Replace
          patient={patient}
          credential={asked.credential}
          close={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function Further({ patient, close }: { patient: string; close: () => void }) {
  const say = useWords(holdWords);
  const [identity, setIdentity] = useState('');
  const begin = useAct('enrol-begin', waitingForm, { changes: ['enrolments'], done: close });
  return (
    <FormDialog
      title={say('keys.add')}
      act={say('keys.begin')}
      isBusy={begin.isPending}
      fault={begin.error}
      onClose={close}
      onSubmit={() => {
        if (identity.trim() !== '') begin.mutate({ patient, identity: identity.trim() });
      }}
    >
      <IdentityField value={identity} onValue={setIdentity} />
    </FormDialog>
  );
}

function Replace({
  patient,
  credential,
  close,
}: {
  patient: string;
  credential: string;
  close: () => void;
}) {
  const say = useWords(holdWords);
  const [identity, setIdentity] = useState('');
  const [why, setWhy] = useState<'lost' | 'stolen'>('lost');
  const begin = useAct('credential-replace', waitingForm, { changes: ['enrolments'], done: close });
  return (
    <FormDialog
      title={say('keys.replace.title')}
      act={say('keys.begin')}
      isBusy={begin.isPending}
      fault={begin.error}
      onClose={close}
      onSubmit={() => {
        if (identity.trim() !== '')
          begin.mutate({ patient, credential, why, identity: identity.trim() });
      }}
    >
      <p>{say('keys.replace.text')}</p>
      <fieldset className="bare">
        <legend className="label">{say('keys.why')}</legend>
        {(['lost', 'stolen'] as const).map((each) => (
          <Choice
            key={each}
            kind="radio"
            name="why"
            label={say(`keys.why.${each}`)}
            checked={why === each}
            onChange={() => setWhy(each)}
          />
        ))}
      </fieldset>
      <IdentityField value={identity} onValue={setIdentity} />
    </FormDialog>
  );
}

/** How somebody was identified, in a few words without a number. */
export function IdentityField({
  value,
  onValue,
}: {
  value: string;
  onValue: (value: string) => void;
}) {
  const say = useWords(holdWords);
  return (
    <Field
      label={say('identity')}
      hint={say('identity.hint')}
      required
      maxLength={500}
      autoComplete="off"
      value={value}
      onChange={({ currentTarget }) => onValue(currentTarget.value)}
    />
  );
}
