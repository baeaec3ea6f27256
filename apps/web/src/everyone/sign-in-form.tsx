import { NodeProblem } from '@careledger/protocol';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { codeOf } from '../api/code-of.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Button } from '../parts/button.tsx';
import { useProblemWords } from '../parts/fault.tsx';
import { Field, Switch } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { Rich } from '../parts/rich.tsx';
import { knowsPasskeys } from '../passkey/device-passkey.ts';
import { useWords } from '../prefs/prefs.tsx';
import { useSession } from '../session/session.tsx';
import { StillIn } from '../session/still-in.tsx';
import { waysForm } from '../session/ways.ts';
import { byPasskey, byPassword, terminalForm } from './sign-in.ts';
import { everyoneWords } from './words.ts';

/**
 * Passkey first, then password, then the hospital's own provider; the same form opens what was locked. Who was chosen from the list
 * of a terminal is asked for a passkey at once.
 */
export function SignInForm({
  user: given = '',
  isChosen = false,
}: {
  user?: string;
  isChosen?: boolean;
}) {
  const say = useWords(everyoneWords);
  const { refresh } = useSession();
  const ways = useAnswer('sign-in-ways', {}, waysForm);
  const [user, setUser] = useState(given);
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState<string>();
  const terminal = useAnswer('terminal', {}, terminalForm);
  const [chosenShared, setShared] = useState<boolean>();
  const shared = chosenShared ?? terminal.data?.shared ?? false;
  const [busy, setBusy] = useState<'passkey' | 'password'>();
  const [fault, setFault] = useState<{ way: 'passkey' | 'password'; error: unknown }>();
  const passwordField = useRef<HTMLInputElement>(null);
  const asking = useRef<AbortController>(undefined);
  const hasPasskeys = knowsPasskeys();
  useAutofill({ isOn: busy === undefined && !isChosen, shared, refresh });

  /** Of two ways that are begun the later one counts: nobody signs in by a passkey that was asked for before. */
  async function run(way: 'passkey' | 'password', act: (signal: AbortSignal) => Promise<boolean>) {
    asking.current?.abort();
    const { signal } = (asking.current = new AbortController());
    setBusy(way);
    setFault(undefined);
    try {
      const isIn = await act(signal);
      if (signal.aborted) return;
      if (isIn) await refresh();
      else {
        setFault({ way, error: noneUsed });
        passwordField.current?.focus();
      }
    } catch (error) {
      if (signal.aborted) return;
      if (codeOf(error) === 'new-password' && newPassword === undefined) setNewPassword('');
      else setFault({ way, error });
    }
    setBusy(undefined);
  }

  const withPassword = async () => {
    await byPassword({
      user: user.trim(),
      password,
      ...(newPassword === undefined ? {} : { newPassword }),
      ...(shared ? { shared } : {}),
    });
    return true;
  };
  const withPasskey = () => run('passkey', (signal) => byPasskey({ shared, signal }));
  const ask = useEffectEvent(withPasskey);
  useEffect(() => {
    if (isChosen && knowsPasskeys()) void ask();
    else if (isChosen) passwordField.current?.focus();
    return () => asking.current?.abort();
  }, [isChosen]);
  const words = useSignInFault();
  const oidc = ways.data?.oidc;

  return (
    <form
      className="box stack-5"
      onSubmit={(event) => {
        event.preventDefault();
        void run('password', withPassword);
      }}
    >
      <StillIn />
      <div className="stack-2">
        <Button
          kind="main"
          size="large"
          wide
          icon="key"
          busy={busy === 'passkey'}
          disabled={!hasPasskeys}
          onClick={() => void withPasskey()}
        >
          {say('in.passkey')}
        </Button>
        <p className="hint">{say(hasPasskeys ? 'in.passkey.hint' : 'in.noPasskeys')}</p>
        {fault?.way === 'passkey' ? (
          <Notice kind="part" says="at-once">
            {words('passkey', fault.error)}
          </Notice>
        ) : null}
      </div>
      {oidc === undefined ? null : (
        <a className="btn btn--wide" href={oidc.start}>
          {say('in.oidc', { name: oidc.name })}
        </a>
      )}
      <p className="or">{say('in.or')}</p>
      <div className="stack">
        <Field
          label={say('in.user')}
          name="username"
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={user}
          onChange={(event) => setUser(event.target.value)}
        />
        <Field
          label={say('in.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          ref={passwordField}
          fault={fault?.way === 'password' ? words('password', fault.error) : undefined}
        />
        {newPassword === undefined ? null : (
          <Field
            label={say('in.newPassword')}
            hint={say('in.newPassword.hint')}
            type="password"
            autoComplete="new-password"
            minLength={12}
            required
            value={newPassword}
            onChange={(event) => setNewPassword(event.target.value)}
          />
        )}
        <Button type="submit" wide busy={busy === 'password'}>
          {say('in.withPassword')}
        </Button>
      </div>
      <Switch
        label={say('in.shared')}
        hint={say('in.shared.hint')}
        checked={shared}
        onChange={(event) => setShared(event.target.checked)}
      />
    </form>
  );
}

/** Nobody's passkey was used: cancelled, or there is none here. */
const noneUsed: unique symbol = Symbol('no passkey was used');

/** Offers the device's passkeys in the first field, without a press (WebAuthn's conditional mediation); a press ends the offer. */
function useAutofill({
  isOn,
  shared,
  refresh,
}: {
  isOn: boolean;
  shared: boolean;
  refresh: () => Promise<void>;
}): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const stop = new AbortController();
    const offer = async () => {
      if (!knowsPasskeys()) return;
      const isOffered = await PublicKeyCredential.isConditionalMediationAvailable();
      if (!isOffered || stop.signal.aborted) return;
      if (await byPasskey({ shared, autofill: true, signal: stop.signal })) await refresh();
    };
    // What fails here was not asked for; the button says what is wrong.
    offer().catch(() => undefined);
    return () => stop.abort();
  }, [isOn, shared, refresh]);
}

function useSignInFault(): (way: 'passkey' | 'password', error: unknown) => ReactNode {
  const say = useWords(everyoneWords);
  const sentence = useProblemWords();
  return (way, error) => {
    if (error === noneUsed) return say('in.noneUsed');
    const code = codeOf(error);
    if (code === 'invalid') return say('in.weak');
    if (code === 'unauthenticated')
      return say(way === 'passkey' ? 'in.unknownPasskey' : 'in.wrong');
    if (code === 'throttled' && error instanceof NodeProblem)
      return say('in.wait', { n: Math.max(1, Math.ceil((waitOf(error) ?? 20_000) / 1_000)) });
    return <Rich text={sentence(error)} />;
  };
}

function waitOf({ problem }: NodeProblem): number | undefined {
  return 'waitMs' in problem && typeof problem.waitMs === 'number' ? problem.waitMs : undefined;
}
