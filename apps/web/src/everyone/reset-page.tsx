import { Link } from 'wouter';
import { useWords } from '../prefs/prefs.tsx';
import { everyoneWords } from './words.ts';

/** What to do without passkey or password: always in person, never by mail. */
export function ResetPage() {
  const say = useWords(everyoneWords);
  const parts = ['staff', 'patient', 'stolen'] as const;
  return (
    <div className="wrap stack-5">
      <h1>{say('reset.heading')}</h1>
      {parts.map((part) => (
        <section key={part} className="stack-2">
          <h2>{say(`reset.${part}`)}</h2>
          <p className="lead">{say(`reset.${part}.text`)}</p>
        </section>
      ))}
      <p className="hint">{say('reset.why')}</p>
      <p>
        <Link href="/sign-in">{say('reset.back')}</Link>
      </p>
    </div>
  );
}
