import { useState } from 'react';
import { useAct } from '../../api/use-answer.ts';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { needsIn } from '../ask/needs.ts';
import { askWords } from '../words/ask.ts';
import { holdWords } from '../words/hold.ts';
import { FormDialog } from '../write/form-dialog.tsx';
import { CredentialsPanel } from './credentials-panel.tsx';
import { useUnderWay, type Credential } from './credentials.ts';
import { IdentityField } from './devices-panel.tsx';
import { GuardianDialog } from './guardian-dialog.tsx';
import { waitingForm } from './waiting.ts';

/** Who acts for a patient: what each may, until when; two of staff add and end them (I7). */
export function GuardiansPanel({
  patient,
  credentials,
}: {
  patient: string;
  credentials: readonly Credential[];
}) {
  const say = useWords(holdWords);
  const sayAsk = useWords(askWords);
  const formats = useFormats();
  const waiting = useUnderWay(patient, ['guardian', 'guardian-end']);
  const [asked, setAsked] = useState<'new' | Credential>();
  const close = () => setAsked(undefined);
  return (
    <>
      <CredentialsPanel
        title={say('guardians.title')}
        none={say('guardians.none')}
        credentials={credentials.filter(({ holder }) => holder === 'guardian')}
        waiting={waiting}
        about={(each) => ({
          before: (
            <span>
              <b>{each.name}</b>, {each.relation}: {say(`guardians.${each.scope}`)}
              <br />
              <span className="quiet">
                {say('guardians.sees', {
                  kinds: formats.list(
                    needsIn(each.categories ?? []).map((need) => sayAsk(`need.${need}`)),
                  ),
                })}
                {each.until === null || each.state === 'ended'
                  ? ''
                  : `, ${say('guardians.until', { date: formats.date(each.until) })}`}
              </span>
            </span>
          ),
        })}
        add={{ label: say('guardians.add'), onClick: () => setAsked('new') }}
        end={{
          label: say('guardians.end'),
          canEnd: ({ state }) => state !== 'ended',
          onClick: setAsked,
        }}
      />
      {asked === 'new' ? <GuardianDialog patient={patient} close={close} /> : null}
      {asked === undefined || asked === 'new' ? null : (
        <End patient={patient} guardian={asked} close={close} />
      )}
    </>
  );
}

function End({
  patient,
  guardian: { credential, name },
  close,
}: {
  patient: string;
  guardian: Credential;
  close: () => void;
}) {
  const say = useWords(holdWords);
  const [identity, setIdentity] = useState('');
  const begin = useAct('guardian-end', waitingForm, { changes: ['enrolments'], done: close });
  return (
    <FormDialog
      title={say('guardian.end.title', { name: name ?? '' })}
      act={say('keys.begin')}
      isBusy={begin.isPending}
      fault={begin.error}
      onClose={close}
      onSubmit={() => {
        if (identity.trim() !== '')
          begin.mutate({ patient, credential, identity: identity.trim() });
      }}
    >
      <p>{say('guardian.end.text')}</p>
      <IdentityField value={identity} onValue={setIdentity} />
    </FormDialog>
  );
}
