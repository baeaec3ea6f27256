import { useAnswer } from '../../api/use-answer.ts';
import { Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { membersForm } from '../members.ts';
import { membersWords } from '../words/members-words.ts';
import { Decisions } from './decisions.tsx';
import { MembersTable } from './members-table.tsx';
import { isOpen, proposalsForm } from './proposal.ts';

/** The members, what is to decide about them, and what was decided. */
export function MembersPage() {
  const say = useWords(membersWords);
  const members = useAnswer('members', {}, membersForm);
  return (
    <div className="wrap wrap--office stack">
      <h1>{say('title.members')}</h1>
      <Decisions />
      <Panel title={say('list')} footer={say('join')}>
        <Answer of={members} rows={3}>
          {(rows) => <MembersTable members={rows} />}
        </Answer>
      </Panel>
      <Past />
    </div>
  );
}

function Past() {
  const say = useWords(membersWords);
  const formats = useFormats();
  const { data = [] } = useAnswer('proposals', {}, proposalsForm);
  const past = data.filter((proposal) => !isOpen(proposal));
  if (past.length === 0) return null;
  return (
    <Panel title={say('past')}>
      <ul className="lines">
        {past.map(({ id, name, kind, state, since }) => {
          const outcome =
            state === 'rejected' || state === 'withdrawn' || state === 'expired'
              ? (`past.${state}` as const)
              : 'past.approved';
          return (
            <li key={id} className="row">
              <span>{say(outcome, { name, kind: say(`kind.${kind}`) })}</span>
              <span className="push quiet">{formats.date(since)}</span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
