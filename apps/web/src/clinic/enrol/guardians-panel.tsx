import { useState } from 'react';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { State } from '../../parts/state.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { needsIn } from '../ask/needs.ts';
import { askWords } from '../words/ask.ts';
import { holdWords } from '../words/hold.ts';
import { FormDialog } from '../write/form-dialog.tsx';
import { useUnderWay, type Credential } from './credentials.ts';
import { IdentityField } from './devices-panel.tsx';
import { GuardianDialog } from './guardian-dialog.tsx';
import { UnderWay } from './under-way.tsx';
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
  const all = credentials.filter(({ holder }) => holder === 'guardian');
  return (
    <Panel
      title={say('guardians.title')}
      acts={
        waiting === undefined ? (
          <Button size="small" icon="plus" onClick={() => setAsked('new')}>
            {say('guardians.add')}
          </Button>
        ) : null
      }
    >
      {all.length === 0 ? <p className="item quiet">{say('guardians.none')}</p> : null}
      <ul>
        {all.map((each) => (
          <li key={each.credential} className="item row">
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
            <State kind={each.state === 'in-use' ? 'ok' : 'plain'}>
              {say(`keys.state.${each.state}`)}
            </State>
            {each.state !== 'ended' && waiting === undefined ? (
              <span className="push">
                <Button size="small" onClick={() => setAsked(each)}>
                  {say('guardians.end')}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {waiting === undefined ? null : (
        <div className="pad stack">
          <UnderWay waiting={waiting} />
        </div>
      )}
      {asked === 'new' ? <GuardianDialog patient={patient} close={close} /> : null}
      {asked === undefined || asked === 'new' ? null : (
        <End patient={patient} guardian={asked} close={close} />
      )}
    </Panel>
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
