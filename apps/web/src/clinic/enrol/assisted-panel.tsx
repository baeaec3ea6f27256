import { useState } from 'react';
import * as v from 'valibot';
import { nothing, rowsOf } from '../../api/forms.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Rich } from '../../parts/rich.tsx';
import { SignedSentence } from '../../parts/signed-sentence.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { usePrefs, useWords } from '../../prefs/prefs.tsx';
import { assistedWords } from '../words/assisted.ts';
import { FormDialog } from '../write/form-dialog.tsx';
import { AssistedGrant } from './assisted-grant.tsx';
import { isNamed, nobody, SecondSigner } from './second-signer.tsx';

const language = v.picklist(['en', 'de']);
const grantForm = v.object({
  id: v.string(),
  language,
  sentence: v.string(),
  sentences: v.object({ en: v.string(), de: v.string() }),
});
type Grant = v.InferOutput<typeof grantForm>;

/** What a patient without an own device permits: two of staff heard it and sign it, marked as assisted (C5.1). */
export function AssistedPanel({ patient }: { patient: string }) {
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
      {isDone ? (
        <Notice kind="ok" says="polite">
          <Rich text={say('done')} />
        </Notice>
      ) : null}
      {asked === 'new' ? <AssistedGrant patient={patient} close={close} done={done} /> : null}
      {asked === undefined || asked === 'new' ? null : (
        <Withdraw patient={patient} grant={asked} close={close} done={done} />
      )}
    </Panel>
  );
}

function Withdraw({
  patient,
  grant,
  close,
  done,
}: {
  patient: string;
  grant: Grant;
  close: () => void;
  done: () => void;
}) {
  const say = useWords(assistedWords);
  const { language: spoken } = usePrefs();
  const [second, setSecond] = useState(nobody);
  const act = useAct('withdraw-assisted', nothing, { changes: ['grants'], done });
  return (
    <FormDialog
      title={say('withdraw.title')}
      act={say('sign')}
      isBusy={act.isPending}
      fault={act.error}
      onClose={close}
      onSubmit={() => {
        if (isNamed(second)) act.mutate({ patient, grant: grant.id, language: spoken, second });
      }}
    >
      <SignedSentence grant={grant} />
      <SecondSigner value={second} onValue={setSecond} />
    </FormDialog>
  );
}
