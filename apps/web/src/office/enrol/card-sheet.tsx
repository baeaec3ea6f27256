import { Button } from '../../parts/button.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { enrolWords } from '../words/enrol-words.ts';

/** The card with its tear-off stop code, to be printed and handed over. */
export function CardSheet({ name, card, stop }: { name: string; card: string; stop: string }) {
  const say = useWords(enrolWords);
  const { memberName } = useWho();
  return (
    <div className="stack-2">
      <div className="card-sheet">
        <p>
          <b>{[memberName, name].filter((part) => part !== '').join(' · ')}</b>
        </p>
        <p>
          {say('cardCode')} <b className="fingerprint">{card}</b>
        </p>
        <p className="tear">
          {say('stopCode')} <b className="fingerprint">{stop}</b>
        </p>
        <p>{say('stopCodeOf', { who: memberName })}</p>
      </div>
      <p className="row">
        <Button icon="print" onClick={() => window.print()}>
          {say('print')}
        </Button>
      </p>
    </div>
  );
}
