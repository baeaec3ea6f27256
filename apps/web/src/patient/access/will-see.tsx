import { Icon } from '../../parts/icon.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { kindRows, spokenRow } from '../kinds.ts';
import { patientWords } from '../words.ts';
import type { Answers } from './answers.ts';
import type { Counts } from './counts.ts';

/** What will be seen, with counts, and what will not. */
export function WillSee({
  name,
  answers,
  counts,
  within,
}: {
  name: string;
  answers: Answers;
  counts: Counts;
  /** The kinds that its rows stand for. */
  within?: readonly string[];
}) {
  const say = useWords(patientWords);
  const yes = kindRows.filter(({ key }) => answers.kinds.includes(key));
  const no = kindRows.filter(({ key }) => !answers.kinds.includes(key));
  return (
    <div className="cols will-see">
      <div>
        <h3>{say('give.willSee', { name })}</h3>
        <ul className="yes">
          {yes.map(({ key }) => (
            <li key={key}>
              <Icon name="check" />
              {say('give.will', {
                n: counts.open[key],
                what: say(`kind.${spokenRow(key, within)}.your`),
              })}
            </li>
          ))}
          {answers.closed.map((label) => (
            <li key={label}>
              <Icon name="check" />
              {say(`closed.${label}`)}
            </li>
          ))}
          {yes.length === 0 || answers.dataUntil !== '' ? null : (
            <li>
              <Icon name="check" />
              {say('give.newOnes')}
            </li>
          )}
        </ul>
      </div>
      <div>
        <h3>{say('give.willNot')}</h3>
        <ul className="no">
          {no.map(({ key }) => (
            <li key={key}>
              <Icon name="x" />
              {say('give.will', { n: counts.open[key], what: say(`kind.${key}.your`) })}
            </li>
          ))}
          <li>
            <Icon name="lock" />
            {say(answers.closed.length === 0 ? 'give.closedKinds' : 'give.otherClosedKinds')}
          </li>
        </ul>
      </div>
    </div>
  );
}
