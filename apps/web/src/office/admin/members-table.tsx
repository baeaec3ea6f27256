import { Link } from 'wouter';
import { State } from '../../parts/state.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import type { Member } from '../members.ts';
import { membersWords } from '../words/members-words.ts';
import { useKindWord } from './kind-word.ts';

/** Who belongs to the consortium, what each is, and whether it exchanges. */
export function MembersTable({ members }: { members: readonly Member[] }) {
  const say = useWords(membersWords);
  const kindWord = useKindWord();
  const { member: own } = useWho();
  return (
    <table className="tbl">
      <caption className="sr-only">{say('list')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('organisation')}</th>
          <th scope="col">{say('kind')}</th>
          <th scope="col">{say('state')}</th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ id, name, kind, status }) => (
          <tr key={id}>
            <td>
              <Link href={`/admin/members/${encodeURIComponent(id)}`}>
                <b>{name}</b>
              </Link>{' '}
              {id === own ? <span className="quiet">{say('you')}</span> : null}
            </td>
            <td>{kindWord(kind)}</td>
            <td>
              <Standing status={status} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether a member exchanges. */
export function Standing({ status }: { status: string }) {
  const say = useWords(membersWords);
  if (status === 'active') return <State kind="ok">{say('state.active')}</State>;
  if (status === 'suspended') return <State kind="off">{say('state.suspended')}</State>;
  return (
    <State kind="part" icon="clock">
      {say('state.pending')}
    </State>
  );
}
