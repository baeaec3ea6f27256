import { ButtonLink } from '../parts/button.tsx';
import { useBaseWords } from '../prefs/prefs.tsx';
import { useWho } from '../session/session.tsx';

/** A page of another role. */
export function NotYours() {
  const say = useBaseWords();
  const { role } = useWho();
  return (
    <div className="wrap stack">
      <h1>{say('notYours.title')}</h1>
      <p className="soft">{say('notYours.text', { role: say(`role.${role}`) })}</p>
      <p>
        <ButtonLink to="/" kind="main">
          {say('none.home')}
        </ButtonLink>
      </p>
    </div>
  );
}
