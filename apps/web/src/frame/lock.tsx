import { lazy, Suspense } from 'react';
import { useBaseWords } from '../prefs/prefs.tsx';

const SignIn = lazy(async () => ({
  default: (await import('../everyone/sign-in-form.tsx')).SignInForm,
}));

/** Covers what is open until somebody signs in; the page below keeps what was written. */
export function Lock() {
  const say = useBaseWords();
  return (
    <main className="wrap lock stack-5">
      <div>
        <h1>{say('lock.title')}</h1>
        <p className="lead">{say('lock.text')}</p>
      </div>
      <Suspense>
        <SignIn />
      </Suspense>
    </main>
  );
}
