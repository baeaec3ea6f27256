import { useAnswer } from '../../api/use-answer.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { WaitingEnrolments } from '../enrol/waiting-enrolments.tsx';
import { membersForm } from '../members.ts';
import { healthWords } from '../words/health-words.ts';
import { membersWords } from '../words/members-words.ts';
import { peopleWords } from '../words/people-words.ts';
import { Corrections } from './corrections.tsx';
import { Decisions } from './decisions.tsx';
import { HealthFacts } from './health-facts.tsx';
import { MembersTable } from './members-table.tsx';
import { PeopleNeed } from './people-need.tsx';

/** What an administrator must decide, in full; then health, members, and people that need something done. */
export function Overview() {
  const say = useWords(membersWords);
  const health = useWords(healthWords);
  const people = useWords(peopleWords);
  const formats = useFormats();
  const { memberName } = useWho();
  const members = useAnswer('members', {}, membersForm);
  return (
    <div className="wrap wrap--office stack">
      <div className="head">
        <h1>{say('title.overview', { member: memberName })}</h1>
        <span className="push quiet">{formats.when(Date.now(), { absolute: true })}</span>
      </div>
      <Decisions />
      <WaitingEnrolments />
      <Panel title={health('title')}>
        <HealthFacts />
      </Panel>
      <div className="cols cols--office">
        <Panel
          title={say('list')}
          acts={
            members.data === undefined ? undefined : (
              <span className="count">{members.data.length}</span>
            )
          }
          footer={say('join')}
        >
          <Answer of={members} rows={3}>
            {(rows) => <MembersTable members={rows} />}
          </Answer>
        </Panel>
        <Panel
          title={people('title')}
          acts={
            <ButtonLink size="small" to="/admin/people">
              {people('all')}
            </ButtonLink>
          }
          footer={people('suspensionNote')}
        >
          <PeopleNeed />
          <Corrections />
        </Panel>
      </div>
    </div>
  );
}
