import { useBaseWords, useFormats, useReader } from '../prefs/prefs.tsx';
import { Tip } from './tip.tsx';

/** Marks an entry whose proof follows; what is anchored carries no mark. `at` is when it was saved. */
export function Unanchored({ at }: { at: number | string }) {
  const say = useBaseWords();
  const formats = useFormats();
  const reader = useReader();
  return (
    <Tip text={say('mark.unanchored.tip', { time: formats.time(at) })}>
      <span className="unanch" tabIndex={0}>
        {say(reader === 'staff' ? 'mark.unanchored.staff' : 'mark.unanchored.patient')}
      </span>
    </Tip>
  );
}
