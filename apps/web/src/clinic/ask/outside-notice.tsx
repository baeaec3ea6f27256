import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useMembers } from '../data/people.ts';
import { outsideWords } from '../words/outside.ts';

/** Says before asking that this hospital exchanges with nobody now, as one that is suspended or not yet admitted (M4.1). */
export function OutsideNotice() {
  const say = useWords(outsideWords);
  const { member } = useWho();
  const { data } = useMembers();
  if (data === undefined) return null;
  const standing = data.rows.find(({ id }) => id === member)?.status ?? 'pending';
  if (standing === 'active') return null;
  return (
    <Notice kind="part" says="polite">
      <Rich text={say(standing === 'suspended' ? 'suspended' : 'pending')} />
    </Notice>
  );
}
