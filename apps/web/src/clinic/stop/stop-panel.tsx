import { useState } from 'react';
import * as v from 'valibot';
import { codeOf } from '../../api/code-of.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field, SelectField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useMemberName, useMembers } from '../data/people.ts';
import { stopWords } from '../words/stop.ts';

const stoppedForm = v.object({ member: v.string() });

/** Ends all sharing under the stop code of a card, of whichever hospital, for whoever shows it (C11). */
export function StopPanel() {
  const say = useWords(stopWords);
  const formats = useFormats();
  const memberName = useMemberName();
  const members = useMembers().data?.rows ?? [];
  const [chosen, setChosen] = useState('');
  const [code, setCode] = useState('');
  const [isTried, setTried] = useState(false);
  const [done, setDone] = useState<{ member: string; at: number }>();
  // A code names no hospital: one that is chosen for the person could be the wrong one.
  const [only, ...others] = members;
  const member = chosen === '' && others.length === 0 ? (only?.id ?? '') : chosen;
  const stop = useAct('stop', stoppedForm, {
    done: ({ member: custodian }) => {
      setCode('');
      setChosen('');
      setDone({ member: custodian, at: Date.now() });
    },
  });
  const fault = codeOf(stop.error);
  const refusal = fault === 'mistyped' || fault === 'not-found' ? say(fault) : undefined;
  return (
    <Panel title={say('title')}>
      <form
        className="pad stack-2"
        onSubmit={(event) => {
          event.preventDefault();
          setDone(undefined);
          const isWhole = member !== '' && code.trim() !== '';
          setTried(!isWhole);
          if (isWhole) stop.mutate({ member, code: code.trim() });
        }}
      >
        <p className="soft">{say('text')}</p>
        <div className="find-form">
          <SelectField
            label={say('member')}
            value={member}
            fault={isTried && member === '' ? say('missing.member') : undefined}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          >
            {others.length === 0 ? null : <option value="">{say('choose')}</option>}
            {members.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <Field
            label={say('code')}
            hint={say('code.hint')}
            fault={isTried && code.trim() === '' ? say('missing') : refusal}
            autoComplete="off"
            spellCheck={false}
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          />
        </div>
        <p className="row">
          <Button type="submit" icon="stop" busy={stop.isPending}>
            {say('act')}
          </Button>
        </p>
        {refusal === undefined ? <FaultLine error={stop.error} /> : null}
        {done === undefined ? null : (
          <Notice kind="ok" says="polite">
            <Rich
              text={say('done', {
                who: memberName(done.member),
                time: formats.time(done.at, { seconds: true }),
              })}
            />
          </Notice>
        )}
      </form>
    </Panel>
  );
}
