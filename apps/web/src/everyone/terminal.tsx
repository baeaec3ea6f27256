import { useAnswer } from '../api/use-answer.ts';
import { useFormats, useBaseWords, useWords } from '../prefs/prefs.tsx';
import { useHasKeptText } from '../session/kept-text.tsx';
import { initials, isRole } from './person-words.ts';
import { terminalForm } from './sign-in.ts';
import { everyoneWords } from './words.ts';

/** Who worked at this shared terminal today: one touch on the own name begins to sign in. */
export function Terminal({ choose }: { choose: (user: string) => void }) {
  const say = useWords(everyoneWords);
  const base = useBaseWords();
  const formats = useFormats();
  const hasKeptText = useHasKeptText();
  const { data } = useAnswer('terminal', {}, terminalForm);
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <>
      <h2>{say('in.terminal')}</h2>
      <p className="hint">{say('in.terminal.hint')}</p>
      <div className="faces">
        {data.rows.map(({ user, name, role, at }) => (
          <button key={user} type="button" onClick={() => choose(user)}>
            <span className="ini" aria-hidden="true">
              {initials(name)}
            </span>
            <span>
              <b>{name}</b>
              <br />
              <span className="hint">
                {isRole(role) ? base(`role.${role}`) : role}
                {hasKeptText(user) ? ` · ${say('in.unfinished')}` : null}
              </span>
            </span>
            <span className="hint">{formats.time(at)}</span>
          </button>
        ))}
      </div>
    </>
  );
}
