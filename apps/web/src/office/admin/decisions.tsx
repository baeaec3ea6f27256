import { useAnswer } from '../../api/use-answer.ts';
import { useNavCount } from '../../frame/nav-count.ts';
import { Empty } from '../../parts/empty.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { membersWords } from '../words/members-words.ts';
import { Decision } from './decision.tsx';
import { isOpen, proposalsForm } from './proposal.ts';

/** What is to decide, in full, those that await this hospital first. */
export function Decisions() {
  const say = useWords(membersWords);
  const proposals = useAnswer('proposals', {}, proposalsForm);
  useNavCount('/admin', proposals.data?.filter(({ awaitsUs }) => awaitsUs).length);
  return (
    <Answer of={proposals} rows={5}>
      {(rows) => {
        const open = rows.filter(isOpen);
        if (open.length === 0) return <Empty title={say('nothing')}>{say('nothingMore')}</Empty>;
        return open.map((proposal) => <Decision key={proposal.id} proposal={proposal} />);
      }}
    </Answer>
  );
}
