import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Rich } from '../../parts/rich.tsx';
import { State } from '../../parts/state.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { enrolWords } from '../words/enrol.ts';
import { RegisterPasskey } from './register-passkey.tsx';
import { SecondSignature } from './second-signature.tsx';
import type { Waiting } from './waiting.ts';

/** An act that waits: who began it registers the passkey and reads out the figures, a colleague confirms. */
export function UnderWay({ waiting }: { waiting: Waiting }) {
  const say = useWords(enrolWords);
  const formats = useFormats();
  const { user } = useWho();
  const { code, enrolment, first, kind, passkey, until } = waiting;
  const withdraw = useAct('enrol-withdraw', nothing, { changes: ['enrolments'] });
  if (first.user !== user) return <SecondSignature waiting={waiting} />;
  return (
    <>
      {kind === 'guardian-end' ? null : passkey ? (
        <State kind="ok">{say('passkey.yes')}</State>
      ) : (
        <RegisterPasskey enrolment={enrolment} />
      )}
      <p className="code-figures">
        <Rich text={say('code.own', { code: `${code.slice(0, 3)} ${code.slice(3)}` })} />
      </p>
      <p className="hint" role="status">
        {say('enrol.waiting', { time: formats.time(until) })}
      </p>
      <p className="row">
        <Button
          size="small"
          busy={withdraw.isPending}
          onClick={() => withdraw.mutate({ enrolment })}
        >
          {say('withdraw')}
        </Button>
      </p>
      <FaultLine error={withdraw.error} />
    </>
  );
}
