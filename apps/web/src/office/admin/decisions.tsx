import { useAnswer } from '../../api/use-answer.ts';
import { useNavCount } from '../../frame/nav-count.ts';
import { statusForm } from '../../frame/status.ts';
import { Empty } from '../../parts/empty.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { membersForm } from '../members.ts';
import { membersWords } from '../words/members-words.ts';
import { Decision } from './decision.tsx';
import { isOpen, proposalsForm } from './proposal.ts';

/** What is to decide, in full, those that await this hospital first. */
export function Decisions() {
  const say = useWords(membersWords);
  const proposals = useAnswer('proposals', {}, proposalsForm);
  useNavCount('/admin', proposals.data?.filter(({ awaitsUs }) => awaitsUs).length);
  return (
    <>
      <OwnStanding />
      <Answer of={proposals} rows={5}>
        {(rows) => {
          const open = rows.filter(isOpen);
          if (open.length === 0) return <Empty title={say('nothing')}>{say('nothingMore')}</Empty>;
          return open.map((proposal) => <Decision key={proposal.id} proposal={proposal} />);
        }}
      </Answer>
    </>
  );
}

/** What this hospital's administrators have to know while it is no active member (M2, M4). */
function OwnStanding() {
  const say = useWords(membersWords);
  const { member: own } = useWho();
  const members = useAnswer('members', {}, membersForm);
  const { data: status } = useAnswer('status', {}, statusForm, { everyMs: 10_000 });
  if (members.data === undefined) return null;
  const standing = members.data.find(({ id }) => id === own)?.status ?? 'pending';
  if (standing === 'active') return null;
  return (
    <Notice kind="part" says="polite">
      <Rich text={say(standing === 'suspended' ? 'own.suspended' : 'own.pending')} />
      {standing === 'suspended' ? null : status?.faults.map((fault) => <p key={fault}>{fault}</p>)}
    </Notice>
  );
}
