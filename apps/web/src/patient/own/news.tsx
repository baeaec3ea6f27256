import { useState } from 'react';
import * as v from 'valibot';
import { maybeText } from '../../api/forms.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field, Switch } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { usePrefs, useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';
import { changedMail } from './changed-mail.ts';

const addressForm = v.object({ mail: maybeText, on: v.boolean() });

/** Where news goes, and whether at all. */
export function News() {
  const say = useWords(patientWords);
  const { language } = usePrefs();
  const address = useAnswer('address', {}, addressForm);
  const act = useAct('address-set', addressForm, { changes: ['address'] });
  const [mail, setMail] = useState<string>();
  // What she pressed shows at once, not when the answer is there.
  const [on, setOn] = useState<boolean>();
  if (address.data === undefined) return null;
  const { data } = address;
  const written = mail ?? data.mail ?? '';
  const changed = changedMail(written, data.mail);
  return (
    <Panel title={say('news.title')}>
      <div className="pad stack">
        <p className="soft">{say('news.text')}</p>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate({ ...changed, language });
          }}
        >
          <Field
            label={say('news.mail')}
            type="email"
            autoComplete="email"
            value={written}
            onChange={(event) => setMail(event.target.value)}
          />
          <Switch
            label={say('news.on')}
            checked={on ?? data.on}
            onChange={({ target: { checked, form } }) => {
              setOn(checked);
              // A whole address that is written and not saved yet goes along; only *Save* deletes one.
              const isWhole = form?.reportValidity() === true && changed?.mail !== null;
              act.mutate(
                { ...(isWhole ? changed : {}), on: checked, language },
                { onSettled: () => setOn(undefined) },
              );
            }}
          />
          <p>
            <Button type="submit" busy={act.isPending}>
              {say('news.save')}
            </Button>
          </p>
        </form>
        {act.isSuccess && changed === undefined ? (
          <Notice kind="ok" says="polite">
            {say('news.saved')}
          </Notice>
        ) : null}
        <FaultLine error={act.error} />
      </div>
    </Panel>
  );
}
