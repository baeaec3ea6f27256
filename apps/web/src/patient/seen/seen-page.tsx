import { useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';
import { SeenFeed } from './seen-feed.tsx';

/** Everybody who looked, asked or was refused. */
export function SeenPage() {
  const say = useWords(patientWords);
  return (
    <div className="wrap narrow stack-5">
      <div>
        <h1>{say('seen.title')}</h1>
        <p className="lead">{say('seen.lead')}</p>
      </div>
      <SeenFeed />
    </div>
  );
}
