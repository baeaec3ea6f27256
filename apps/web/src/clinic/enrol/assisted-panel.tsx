import { useState } from 'react';
import * as v from 'valibot';
import { rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Rich } from '../../parts/rich.tsx';
import { SignedSentence } from '../../parts/signed-sentence.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import type { Identity } from '../record/identity.ts';
import { assistedWords } from '../words/assisted.ts';
import { AssistedRequests } from './assisted-answer.tsx';
import { AssistedGrant } from './assisted-grant.tsx';
import { SignTogether } from './sign-together.tsx';

const language = v.picklist(['en', 'de']);
const grantForm = v.object({
  id: v.string(),
  language,
  sentence: v.string(),
  sentences: v.object({ en: v.string(), de: v.string() }),
});
type Grant = v.InferOutput<typeof grantForm>;

/** What a patient without an own device permits: two of staff heard it and sign it, marked as assisted (C5.1). */
export function AssistedPanel({ patient, identity }: { patient: string; identity: Identity }) {
  const say = useWords(assistedWords);
  const grants = useAnswer('grants', { patient }, rowsOf(grantForm));
  const [asked, setAsked] = useState<'new' | Grant>();
  const [isDone, setDone] = useState(false);
  const close = () => setAsked(undefined);
  const done = () => {
    setDone(true);
    close();
  };
  return (
    <Panel
      title={say('title')}
      acts={
        <Button size="small" icon="plus" onClick={() => setAsked('new')}>
          {say('give')}
        </Button>
      }
    >
      <p className="item">{say('text')}</p>
      <Answer of={grants} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="item quiet">{say('none')}</p>
          ) : (
            <ul>
              {rows.map((grant) => (
                <li key={grant.id} className="item row">
                  <div>
                    <SignedSentence grant={grant} />
                  </div>
                  <span className="push">
                    <Button size="small" onClick={() => setAsked(grant)}>
                      {say('withdraw')}
                    </Button>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <AssistedRequests patient={patient} identity={identity} done={() => setDone(true)} />
      {isDone ? (
        <Notice kind="ok" says="polite">
          <Rich text={say('done')} />
        </Notice>
      ) : null}
      {asked === 'new' ? (
        <AssistedGrant patient={patient} identity={identity} close={close} done={done} />
      ) : null}
      {asked === undefined || asked === 'new' ? null : (
        <Withdraw patient={patient} identity={identity} grant={asked} close={close} done={done} />
      )}
    </Panel>
  );
}

function Withdraw({
  patient,
  identity,
  grant,
  close,
  done,
}: {
  patient: string;
  identity: Identity;
  grant: Grant;
  close: () => void;
  done: () => void;
}) {
  const say = useWords(assistedWords);
  return (
    <SignTogether
      title={say('withdraw.title')}
      patient={patient}
      identity={identity}
      wanted={{ patient, withdraw: grant.id }}
      close={close}
      done={done}
    >
      <SignedSentence grant={grant} />
    </SignTogether>
  );
}
