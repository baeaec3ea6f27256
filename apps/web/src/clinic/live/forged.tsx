import { useAnswer } from '../../api/use-answer.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { apartForm } from '../devices/kept-apart.tsx';
import { liveWords } from '../words/live.ts';

/** Says at the bed that something pretended to be its monitor (T2.2). */
export function Forged({ patient }: { patient: string }) {
  const say = useWords(liveWords);
  const formats = useFormats();
  const { data = [] } = useAnswer('quarantine', { patient }, apartForm);
  const forged = data.filter(({ reason }) => reason === 'signature');
  const [last] = forged;
  if (last === undefined) return null;
  const when = formats.when(last.at, { seconds: true });
  return (
    <Notice
      kind="alarm"
      says="at-once"
      act={
        <ButtonLink size="small" to="/devices">
          {say('forged.look')}
        </ButtonLink>
      }
    >
      <Rich text={say('forged', { n: forged.length, when })} />
    </Notice>
  );
}
