import { useState } from 'react';
import { codeOf } from '../api/code-of.ts';
import { nothing } from '../api/forms.ts';
import { callNode } from '../api/node.ts';
import { Button } from '../parts/button.tsx';
import { useProblemWords } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { Rich } from '../parts/rich.tsx';
import { useWords } from '../prefs/prefs.tsx';
import { useSession } from './session.tsx';
import { sessionWords } from './words.ts';

/** Changes the own password under the present one; a wrong one is no end of the session. */
export function OwnPassword() {
  const say = useWords(sessionWords);
  const sentence = useProblemWords();
  const { who, refresh } = useSession();
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [state, setState] = useState<'busy' | 'done'>();
  const [fault, setFault] = useState<unknown>();
  const code = fault === undefined ? undefined : codeOf(fault);

  async function change() {
    setState('busy');
    setFault(undefined);
    try {
      await callNode('change-password', { old, password }, nothing);
      await refresh();
      setOld('');
      setPassword('');
      setState('done');
    } catch (error) {
      setFault(error);
      setState(undefined);
    }
  }

  return (
    <section className="stack-2">
      <h3>{say('password')}</h3>
      <form
        className="stack-2"
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={who?.user ?? ''} />
        <Field
          label={say('old')}
          type="password"
          autoComplete="current-password"
          required
          value={old}
          onChange={(event) => setOld(event.target.value)}
          fault={
            code === undefined || code === 'invalid' ? undefined : code === 'unauthenticated' ? (
              say('wrong')
            ) : (
              <Rich text={sentence(fault)} />
            )
          }
        />
        <Field
          label={say('next')}
          hint={say('nextHint')}
          type="password"
          autoComplete="new-password"
          minLength={12}
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          fault={code === 'invalid' ? say('weak') : undefined}
        />
        <p>
          <Button type="submit" busy={state === 'busy'}>
            {say('change')}
          </Button>
        </p>
      </form>
      {state === 'done' ? (
        <Notice kind="ok" says="polite">
          {say('changed')}
        </Notice>
      ) : null}
    </section>
  );
}
