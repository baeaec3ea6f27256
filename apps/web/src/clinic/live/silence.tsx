import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { liveWords } from '../words/live.ts';

const minute = 60_000;

/** Says that the bed has gone silent: a warning after 15 min, urgent after 30 (T11). */
export function Silence({ since, now }: { since: number; now: number }) {
  const say = useWords(liveWords);
  const minutes = Math.floor((now - since) / minute);
  if (minutes < 15) return null;
  const isUrgent = minutes >= 30;
  return (
    <Notice kind={isUrgent ? 'alarm' : 'part'} says={isUrgent ? 'at-once' : 'polite'}>
      <Rich text={say(isUrgent ? 'silent.urgent' : 'silent.warn', { n: minutes })} />
    </Notice>
  );
}
