import { createContext, use, useCallback, useState, type ReactNode } from 'react';
import * as v from 'valibot';
import { codeOf } from '../api/code-of.ts';
import { callNode } from '../api/node.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { FaultLine } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { usePasskey } from '../passkey/use-passkey.ts';
import { useBaseWords, useWords } from '../prefs/prefs.tsx';
import { useSession } from './session.tsx';
import { sessionWords } from './words.ts';

/** Asks the person to confirm that it is him; true once he did. */
export type Confirm = () => Promise<boolean>;

const ConfirmContext = createContext<Confirm>(() => Promise.resolve(false));
const untilForm = v.object({ until: v.number() });

/** Gives the question *is it you*, which the node wants before some acts. */
export function useConfirm(): Confirm {
  return use(ConfirmContext);
}

/** Holds the dialog in which a person confirms by passkey or password. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [answer, setAnswer] = useState<(isConfirmed: boolean) => void>();
  const confirm = useCallback<Confirm>(
    () => new Promise((resolve) => setAnswer(() => resolve)),
    [],
  );
  const close = (isConfirmed: boolean) => {
    answer?.(isConfirmed);
    setAnswer(undefined);
  };
  return (
    <ConfirmContext value={confirm}>
      {children}
      {answer === undefined ? null : <ConfirmDialog close={close} />}
    </ConfirmContext>
  );
}

const challengeForm = v.object({ challenge: v.string(), rpId: v.string(), origin: v.string() });

function ConfirmDialog({ close }: { close: (isConfirmed: boolean) => void }) {
  const say = useBaseWords();
  const own = useWords(sessionWords);
  const { who, lock } = useSession();
  const { sign, isDemonstration } = usePasskey();
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  const [says, setSays] = useState<'wrong' | 'noneUsed'>();

  async function run(act: () => Promise<boolean>) {
    setBusy(true);
    setFault(undefined);
    setSays(undefined);
    try {
      if (await act()) close(true);
      else setSays('noneUsed');
    } catch (error) {
      // The node answers a wrong password and an ended session alike; only the second one locks.
      if (codeOf(error) !== 'unauthenticated') setFault(error);
      else if (await isSignedIn()) setSays('wrong');
      else lock();
    }
    setBusy(false);
  }
  const byPasskey = async () => {
    const assertion = await sign(await callNode('login-challenge', {}, challengeForm));
    if (assertion === undefined) return false;
    await callNode('step-up', { assertion }, untilForm);
    return true;
  };
  const byPassword = async () => {
    await callNode('step-up', { password }, untilForm);
    return true;
  };
  const isPatient = who?.role === 'patient' || who?.role === 'guardian';
  const hasPasskey = isPatient || (who?.passkeys ?? 0) > 0;
  return (
    <Dialog title={say('confirm.title')} onClose={() => close(false)}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void run(byPassword);
        }}
      >
        {hasPasskey ? (
          <Button
            kind="main"
            size="large"
            wide
            icon="key"
            busy={isBusy}
            onClick={() => void run(byPasskey)}
          >
            {say('confirm.withPasskey')}
          </Button>
        ) : null}
        {isDemonstration && isPatient ? <p className="hint">{say('deed.sign.demo.hint')}</p> : null}
        {says === 'noneUsed' ? <p className="hint">{own('noneUsed')}</p> : null}
        {isPatient ? null : (
          <>
            <Field
              label={say('confirm.password')}
              type="password"
              autoComplete="current-password"
              required
              data-autofocus={hasPasskey ? undefined : true}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              fault={says === 'wrong' ? own('wrong') : undefined}
            />
            <Button type="submit" wide busy={isBusy}>
              {say('confirm.withPassword')}
            </Button>
          </>
        )}
        <FaultLine error={fault} />
      </form>
    </Dialog>
  );
}

async function isSignedIn(): Promise<boolean> {
  return callNode('whoami', {}, v.unknown(), 'background').then(
    () => true,
    () => false,
  );
}
