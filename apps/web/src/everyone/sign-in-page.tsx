import { useState } from 'react';
import { Link, Redirect } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { useAnswer } from '../api/use-answer.ts';
import { useFormats, useBaseWords, useWords } from '../prefs/prefs.tsx';
import { homes, routes } from '../routes.ts';
import { useSession } from '../session/session.tsx';
import { Demonstration } from './demonstration.tsx';
import { waysForm } from '../session/ways.ts';
import { initials, isRole } from './person-words.ts';
import { terminalForm } from './sign-in.ts';
import { SignInForm } from './sign-in-form.tsx';
import { everyoneWords } from './words.ts';

/** Signing in: the form at the left; at the right who worked here today, or the people of a demonstration. */
export function SignInPage() {
  const say = useWords(everyoneWords);
  const { who } = useSession();
  const from = useHistoryState<{ from?: unknown } | null>()?.from;
  const ways = useAnswer('sign-in-ways', {}, waysForm);
  const [user, setUser] = useState('');
  if (who !== undefined) return <Redirect to={placeOf(from) ?? homes[who.role]} replace />;

  return (
    <div className="signin">
      <div>
        <div className="box stack-5">
          <div>
            <h1>{say('in.heading')}</h1>
            <p className="soft">{say('in.where', { name: ways.data?.memberName ?? '' })}</p>
          </div>
          <SignInForm key={user} user={user} />
        </div>
      </div>
      <div>
        <div className="box stack">
          {ways.data?.demo === true ? <Demonstration /> : <Terminal choose={setUser} />}
          <p className="hint">
            <Link href="/sign-in/reset">{say('in.lost')}</Link> {say('in.lost.hint')}
          </p>
          <p className="hint">{say('in.recorded')}</p>
        </div>
      </div>
    </div>
  );
}

function Terminal({ choose }: { choose: (user: string) => void }) {
  const say = useWords(everyoneWords);
  const base = useBaseWords();
  const formats = useFormats();
  const { data } = useAnswer('terminal', {}, terminalForm);
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <>
      <h2>{say('in.terminal')}</h2>
      <p className="hint">{say('in.terminal.hint')}</p>
      <div className="faces">
        {data.rows.map((row) => (
          <button key={row.user} type="button" onClick={() => choose(row.user)}>
            <span className="ini" aria-hidden="true">
              {initials(row.name)}
            </span>
            <span>
              <b>{row.name}</b>
              <br />
              <span className="hint">{isRole(row.role) ? base(`role.${row.role}`) : row.role}</span>
            </span>
            <span className="hint">{formats.time(row.at)}</span>
          </button>
        ))}
      </div>
    </>
  );
}

/** The page that somebody wanted before he had to sign in: only one of our own (no open redirect). */
function placeOf(from: unknown): string | undefined {
  if (typeof from !== 'string' || !/^\/(?!\/)[\w/-]*$/.test(from)) return undefined;
  const first = from.split('/')[1];
  return routes.some(({ path }) => path.split('/')[1] === first) && first !== 'sign-in'
    ? from
    : undefined;
}
