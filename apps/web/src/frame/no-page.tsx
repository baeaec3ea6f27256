import { ButtonLink } from '../parts/button.tsx';
import { useBaseWords } from '../prefs/prefs.tsx';

/** An address that leads nowhere. */
export function NoPage() {
  const say = useBaseWords();
  return (
    <div className="wrap stack">
      <h1>{say('none.title')}</h1>
      <p className="soft">{say('none.text')}</p>
      <p>
        <ButtonLink to="/" kind="main">
          {say('none.home')}
        </ButtonLink>
      </p>
    </div>
  );
}
