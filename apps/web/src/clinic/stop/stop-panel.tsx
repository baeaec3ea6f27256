import { useState } from 'react';
import { codeOf } from '../../api/code-of.ts';
import { nothing } from '../../api/forms.ts';
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

/** Ends all sharing under the stop code of a card, of whichever hospital, for whoever shows it (C11). */
export function StopPanel() {
  const say = useWords(stopWords);
  const formats = useFormats();
  const memberName = useMemberName();
  const members = useMembers().data?.rows ?? [];
  const [chosen, setChosen] = useState('');
  const [code, setCode] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [done, setDone] = useState<{ member: string; at: number }>();
  const member = chosen === '' ? (members[0]?.id ?? '') : chosen;
  const stop = useAct('stop', nothing, {
    done: () => {
      setCode('');
      setDone({ member, at: Date.now() });
    },
  });
  const isMistyped = codeOf(stop.error) === 'mistyped';
  return (
    <Panel title={say('title')}>
      <form
        className="pad stack-2"
        onSubmit={(event) => {
          event.preventDefault();
          setDone(undefined);
          setMissing(code.trim() === '');
          if (code.trim() !== '') stop.mutate({ member, code: code.trim() });
        }}
      >
        <p className="soft">{say('text')}</p>
        <div className="find-form">
          <SelectField
            label={say('member')}
            value={member}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          >
            {members.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <Field
            label={say('code')}
            hint={say('code.hint')}
            fault={isMissing ? say('missing') : isMistyped ? say('mistyped') : undefined}
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
        {isMistyped ? null : <FaultLine error={stop.error} />}
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
