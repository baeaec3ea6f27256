import { State } from '../../parts/state.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { accountWords } from '../words/account-words.ts';
import { endsSoon, lastDay, type StaffRow } from './staff.ts';

/** The state of an account in a word, with its end where that is near or past. */
export function AccountState({ person }: { person: StaffRow }) {
  const say = useWords(accountWords);
  const formats = useFormats();
  const { state, until, since } = person;
  const day = until === null ? '' : formats.date(lastDay(until));
  if (state === 'suspended')
    return (
      <State kind="bad" icon="stop">
        {since === null
          ? say('state.suspended')
          : say('state.suspendedSince', { day: formats.date(since) })}
      </State>
    );
  if (state === 'expired')
    return (
      <State kind="off" icon="clock">
        {say('state.expired', { day })}
      </State>
    );
  return endsSoon(person, Date.now()) ? (
    <State kind="part" icon="clock">
      {say('state.until', { day })}
    </State>
  ) : (
    <State kind="ok">{day === '' ? say('state.active') : say('state.until', { day })}</State>
  );
}
