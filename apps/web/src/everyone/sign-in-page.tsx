import { useEffect, useState } from 'react';
import { Link, Redirect } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { useAnswer } from '../api/use-answer.ts';
import { Notice } from '../parts/notice.tsx';
import { useWords } from '../prefs/prefs.tsx';
import { homes, routes } from '../routes.ts';
import { useSession } from '../session/session.tsx';
import { StillIn } from '../session/still-in.tsx';
import { Demonstration } from './demonstration.tsx';
import { waysForm } from '../session/ways.ts';
import { SignInForm } from './sign-in-form.tsx';
import { Terminal } from './terminal.tsx';
import { everyoneWords } from './words.ts';

/** Signing in: the form at the left; at the right who worked here today, or the people of a demonstration. */
export function SignInPage() {
  const say = useWords(everyoneWords);
  const { who } = useSession();
  const from = useHistoryState<{ from?: unknown } | null>()?.from;
  const ways = useAnswer('sign-in-ways', {}, waysForm);
  const fault = useFault();
  const [chosen, setChosen] = useState({ user: '', times: 0 });
  const choose = (user: string) => setChosen(({ times }) => ({ user, times: times + 1 }));
  if (who !== undefined) return <Redirect to={placeOf(from) ?? homes[who.role]} replace />;

  // Without an answer the form stands all the same; what it asks again does not take it away.
  if (ways.isPending && ways.errorUpdateCount === 0) return <StillIn />;
  // A newcomer to a demonstration chooses a person; everybody else signs in.
  const isDemonstration = ways.data?.demo === true;
  const Heading = isDemonstration ? 'h2' : 'h1';
  return (
    <div className="signin">
      {isDemonstration ? (
        <div>
          <div className="box stack">
            <Demonstration heading="h1" />
          </div>
        </div>
      ) : null}
      <div>
        <div className="box stack-5">
          <div>
            <Heading>{say('in.heading')}</Heading>
            <p className="soft">{say('in.where', { name: ways.data?.memberName ?? '' })}</p>
          </div>
          {fault === undefined ? null : (
            <Notice kind="part" says="at-once">
              {say(`in.fault.${fault}`, { name: ways.data?.oidc?.name ?? '' })}
            </Notice>
          )}
          <SignInForm key={chosen.times} user={chosen.user} isChosen={chosen.times > 0} />
          {isDemonstration ? <Beside choose={choose} /> : null}
        </div>
      </div>
      {isDemonstration ? null : (
        <div>
          <div className="box stack">
            <Beside choose={choose} />
          </div>
        </div>
      )}
    </div>
  );
}

/** Who worked at this terminal, what to do without a passkey, and that every access is seen. */
function Beside({ choose }: { choose: (user: string) => void }) {
  const say = useWords(everyoneWords);
  return (
    <div className="stack">
      <Terminal choose={choose} />
      <p className="hint">
        <Link href="/sign-in/reset">{say('in.lost')}</Link> {say('in.lost.hint')}
      </p>
      <p className="hint">{say('in.recorded')}</p>
    </div>
  );
}

/** Why the hospital's own sign-in sent somebody back, once: a new load of the page says nothing. */
function useFault(): FaultCode | undefined {
  const [code] = useState(() => new URLSearchParams(location.search).get('fault') ?? undefined);
  useEffect(() => {
    if (code !== undefined) history.replaceState(history.state, '', location.pathname);
  }, [code]);
  return code === undefined ? undefined : (faults.find((each) => each === code) ?? 'fault');
}

const faults = ['unreachable', 'forbidden', 'account-over', 'unauthenticated', 'fault'] as const;
type FaultCode = (typeof faults)[number];

/** The page that somebody wanted before he had to sign in: only one of our own (no open redirect). */
function placeOf(from: unknown): string | undefined {
  if (typeof from !== 'string' || !/^\/(?!\/)[\w/-]*$/.test(from)) return undefined;
  const first = from.split('/')[1];
  return routes.some(({ path }) => path.split('/')[1] === first) && first !== 'sign-in'
    ? from
    : undefined;
}
