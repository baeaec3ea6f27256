import { lazy, Suspense, useState } from 'react';
import { useBaseWords } from '../prefs/prefs.tsx';
import { useSession } from '../session/session.tsx';

const SignIn = lazy(async () => ({
  default: (await import('../everyone/sign-in-form.tsx')).SignInForm,
}));
const Workers = lazy(async () => ({
  default: (await import('../everyone/terminal.tsx')).Terminal,
}));
const People = lazy(async () => ({
  default: (await import('../everyone/demonstration.tsx')).Demonstration,
}));

/** Covers what is open until somebody signs in; the page below keeps what was written. */
export function Lock() {
  const say = useBaseWords();
  const { who } = useSession();
  const [chosen, setChosen] = useState({ user: who?.user ?? '', times: 0 });
  const choose = (user: string) => setChosen(({ times }) => ({ user, times: times + 1 }));
  return (
    <main className="signin">
      <div>
        <div className="box stack-5">
          <div>
            <h1>{say('lock.title')}</h1>
            <p className="soft">{say('lock.text')}</p>
          </div>
          <Suspense>
            <SignIn key={chosen.times} user={chosen.user} isChosen={chosen.times > 0} />
          </Suspense>
        </div>
      </div>
      <div>
        <div className="box stack">
          <Suspense>
            <Workers choose={choose} />
            {who?.demo === true ? <People /> : null}
          </Suspense>
        </div>
      </div>
    </main>
  );
}
