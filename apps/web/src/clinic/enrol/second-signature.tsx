import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Tag } from '../../parts/state.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { enrolWords } from '../words/enrol.ts';
import type { Waiting } from './waiting.ts';

/** One act that waits: its first signer reads out six figures, the second compares and confirms in his own session. */
export function SecondSignature({ waiting }: { waiting: Waiting }) {
  const say = useWords(enrolWords);
  const formats = useFormats();
  const { user } = useWho();
  const { at, born, code, enrolment, first, kind, name, passkey } = waiting;
  const [figures, setFigures] = useState('');
  const [isTried, setTried] = useState(false);
  const changes = ['enrolments', 'find', 'card', 'credentials', 'patients'] as const;
  const confirm = useAct('enrol-confirm', nothing, { changes });
  const withdraw = useAct('enrol-withdraw', nothing, { changes });
  const isFigures = /^\d{6}$/.test(figures);
  return (
    <div className="item stack-2">
      <p>
        <Rich
          text={say('line', {
            kind: say(`kind.${kind}`),
            name,
            born: born === '' ? '' : formats.date(born),
            who: first.name,
            time: formats.time(at),
          })}
        />{' '}
        <Tag>{say(passkey ? 'passkey.yes' : 'passkey.no')}</Tag>
      </p>
      {first.user === user ? (
        <>
          <p>
            <Rich text={say('code.own', { code: `${code.slice(0, 3)} ${code.slice(3)}` })} />
          </p>
          <Button
            size="small"
            busy={withdraw.isPending}
            onClick={() => withdraw.mutate({ enrolment })}
          >
            {say('withdraw')}
          </Button>
          <FaultLine error={withdraw.error} />
        </>
      ) : (
        <form
          className="find-form"
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (isFigures && !confirm.isPending) confirm.mutate({ enrolment, code: figures });
          }}
        >
          <Field
            label={say('code.label')}
            hint={say('code.hint')}
            fault={isTried && !isFigures ? say('code.bad') : ''}
            inputMode="numeric"
            autoComplete="off"
            value={figures}
            onChange={({ currentTarget }) => setFigures(currentTarget.value.replaceAll(/\D/g, ''))}
          />
          <Button type="submit" busy={confirm.isPending}>
            {say('confirm')}
          </Button>
          <FaultLine error={confirm.error} />
        </form>
      )}
    </div>
  );
}
