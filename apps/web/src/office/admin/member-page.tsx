import { useState } from 'react';
import * as v from 'valibot';
import { Link, useParams } from 'wouter';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { membersForm, useMembers, type Member } from '../members.ts';
import { membersWords } from '../words/members-words.ts';
import { useKindWord } from './kind-word.ts';
import { Pausing } from './pausing.tsx';
import { Standing } from './members-table.tsx';
import { proposalsForm, votersOf } from './proposal.ts';

/** One member: who it is, how to compare its identity, and the proposal to end or begin the exchange with it. */
export function MemberPage() {
  const say = useWords(membersWords);
  const { id = '' } = useParams();
  const members = useAnswer('members', {}, membersForm);
  return (
    <div className="wrap wrap--office stack">
      <p>
        <Link href="/admin/members">{say('back')}</Link>
      </p>
      <Answer of={members} rows={4}>
        {(rows) => {
          const member = rows.find((each) => each.id === id);
          return member === undefined ? <h1>{say('unknown')}</h1> : <Shown member={member} />;
        }}
      </Answer>
    </div>
  );
}

function Shown({ member }: { member: Member }) {
  const say = useWords(membersWords);
  const kindWord = useKindWord();
  const { member: own } = useWho();
  const { name, kind, status, exchange, origins, roots, fingerprint } = member;
  return (
    <>
      <div className="head">
        <h1>{name}</h1>
        <Standing status={status} />
        <span className="quiet">{kindWord(kind)}</span>
      </div>
      <Panel title={say('who')}>
        <dl className="facts-list pad">
          <dt>{say('identity')}</dt>
          <dd>
            <b className="fingerprint">{fingerprint}</b>
            <p className="hint">{say('identityHint')}</p>
          </dd>
          <dt>{say('address')}</dt>
          <dd>{exchange}</dd>
          <dt>{say('pages')}</dt>
          <dd>{origins.join(', ')}</dd>
          <dt>{say('roots')}</dt>
          <dd className="hash">{roots.join('\n')}</dd>
        </dl>
      </Panel>
      <div className="cols cols--office">
        <Pausing member={member} />
        {member.id === own || member.status === 'pending' ? null : <Change member={member} />}
      </div>
    </>
  );
}

/** The proposal to end or begin the exchange with a member; where it stands already, or cannot be carried, it says so. */
function Change({ member: { id, name, status } }: { member: Member }) {
  const say = useWords(membersWords);
  const [isSure, setSure] = useState(false);
  const { members } = useMembers();
  const proposals = useAnswer('proposals', {}, proposalsForm);
  const changes = ['proposals', 'members'] as const;
  const act = status === 'suspended' ? 'reinstate' : 'suspend';
  const options = { changes, done: () => setSure(false) };
  const suspend = useAct('suspend', v.unknown(), options);
  const reinstate = useAct('reinstate', v.unknown(), options);
  const isBusy = suspend.isPending || reinstate.isPending;
  const isProposed = proposals.data?.some(
    (each) => each.state === 'open' && each.kind === act && each.subject === id,
  );
  const isTooFew = votersOf({ kind: act, subject: id }, members).length < 2;
  const run = () =>
    act === 'suspend' ? suspend.mutate({ member: id }) : reinstate.mutate({ member: id });
  return (
    <Panel title={say(`${act}Title`, { name })}>
      <div className="pad stack-2">
        <p>{say('suspendLead')}</p>
        <ul className="yes">
          {(['1', '2', '3'] as const).map((number) => (
            <li key={number}>
              <Icon name="check" />
              <span>{say(`yes.${act}.${number}`, { name })}</span>
            </li>
          ))}
        </ul>
        <ul className="no">
          <li>
            <Icon name="x" />
            <span>{say(`no.${act}`)}</span>
          </li>
        </ul>
        {isProposed === true ? (
          <Notice kind="ok" says="polite" act={<Link href="/admin">{say('toDecide')}</Link>}>
            {say('proposed')}
          </Notice>
        ) : isTooFew ? (
          <Notice>{say('tooFew')}</Notice>
        ) : isSure ? (
          <p className="row">
            <Button kind="main" icon="key" busy={isBusy} onClick={run}>
              {say('suspendSure')}
            </Button>
            <Button busy={isBusy} onClick={() => setSure(false)}>
              {say('keep')}
            </Button>
          </p>
        ) : (
          <p className="row">
            <Button onClick={() => setSure(true)}>{say(act, { name })}</Button>
          </p>
        )}
        <FaultLine error={suspend.error ?? reinstate.error} />
      </div>
    </Panel>
  );
}
