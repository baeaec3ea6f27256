import { useBaseWords } from '../prefs/prefs.tsx';
import { Icon } from './icon.tsx';

/** Who keeps an entry. */
export type Custody = 'here' | 'elsewhere' | 'patient';

/** Who keeps an entry: square for this hospital, round for another, a pen for the patient; always with the name. */
export function CustodyMark({
  custody,
  name,
  more,
}: {
  custody: Custody;
  name?: string;
  /** Words after the name, such as *as of 18 November*. */
  more?: string;
}) {
  const say = useBaseWords();
  if (custody === 'patient')
    return (
      <span className="held held--me">
        <Icon name="pen" />
        {name ?? say('mark.you')}
      </span>
    );
  const shown = name ?? '';
  return (
    <span
      className={custody === 'here' ? 'held' : 'held held--other'}
      data-h={shown.slice(0, 1).toUpperCase()}
    >
      {shown}
      {more === undefined ? null : `, ${more}`}
    </span>
  );
}

/** The edge of an entry, told apart without colour: solid, dashed or dotted. */
export function spineOf(custody: Custody): string {
  if (custody === 'here') return 'spine';
  return custody === 'elsewhere' ? 'spine spine--other' : 'spine spine--me';
}
