import * as v from 'valibot';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Panel } from '../../parts/panel.tsx';
import { State } from '../../parts/state.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useMembers } from '../members.ts';
import { membersWords } from '../words/members-words.ts';
import { useKindWord } from './kind-word.ts';
import { votersOf, type Proposal } from './proposal.ts';

/** A decision in full: who they are, what approving changes and what not, who approved, and the two answers. */
export function Decision({ proposal }: { proposal: Proposal }) {
  const say = useWords(membersWords);
  const formats = useFormats();
  const kindWord = useKindWord();
  const isApplication = proposal.state === 'received';
  const heading = isApplication ? 'received' : proposal.kind;
  const kind = kindWord(proposal.who?.kind ?? 'hospital');
  const dates = {
    since: formats.date(proposal.since),
    expires: formats.date(proposal.expires),
  };
  return (
    <Panel
      className="decision"
      title={say(`decide.${heading}`, { name: proposal.name, kind })}
      acts={<span className="quiet">{say(isApplication ? 'received' : 'dates', dates)}</span>}
    >
      <div className="cols decision-cols pad">
        <WhoTheyAre proposal={proposal} />
        <Consequences proposal={proposal} />
        <Votes proposal={proposal} />
      </div>
    </Panel>
  );
}

function WhoTheyAre({ proposal: { who, name, by } }: { proposal: Proposal }) {
  const say = useWords(membersWords);
  const kindWord = useKindWord();
  const { nameOf } = useMembers();
  if (who === null)
    return (
      <div>
        <h3>{say('who')}</h3>
        <p>{say('whoSuspend', { by: by === null ? '–' : nameOf(by) })}</p>
      </div>
    );
  const { exchange, origins, fingerprint, roots } = who;
  return (
    <div className="stack-2">
      <h3>{say('who')}</h3>
      <p>
        {say('whoMore', {
          name,
          kind: kindWord(who.kind),
          exchange,
          origins: origins.join(', '),
        })}
      </p>
      <p>
        {say('identity')}: <b className="fingerprint">{fingerprint}</b>
      </p>
      <p className="hint">{say('identityHint')}</p>
      <details className="tech">
        <summary>{say('roots')}</summary>
        <div className="hash">
          {roots.map((root) => (
            <p key={root}>{root}</p>
          ))}
        </div>
      </details>
    </div>
  );
}

function Consequences({ proposal: { kind, name, needed } }: { proposal: Proposal }) {
  const say = useWords(membersWords);
  const { memberName: member } = useWho();
  return (
    <div>
      <h3>{say('if', { needed })}</h3>
      <ul className="yes">
        {(['1', '2', '3'] as const).map((number) => (
          <li key={number}>
            <Icon name="check" />
            <span>{say(`yes.${kind}.${number}`, { member, name })}</span>
          </li>
        ))}
      </ul>
      <ul className="no">
        <li>
          <Icon name="x" />
          <span>{say(`no.${kind}`)}</span>
        </li>
      </ul>
    </div>
  );
}

function Votes({ proposal }: { proposal: Proposal }) {
  const say = useWords(membersWords);
  const { member } = useWho();
  const { members } = useMembers();
  const voters = votersOf(proposal, members);
  const { approvals, rejections, needed, awaitsUs, by } = proposal;
  const isVoter = voters.some(({ id }) => id === member);
  return (
    <div>
      <h3>
        {say('approvals')}{' '}
        <span className="quiet weak">{say('needed', { needed, all: voters.length })}</span>
      </h3>
      {voters.map(({ id, name }) => (
        <div className="vote" key={id}>
          <span>
            <b>{name}</b>{' '}
            {id === member && awaitsUs ? (
              <span className="quiet small">{say('youDecide')}</span>
            ) : null}
          </span>
          <span className="push">
            {approvals.includes(id) ? (
              <State kind="ok">{say('approved')}</State>
            ) : rejections.includes(id) ? (
              <State kind="plain">{say('rejected')}</State>
            ) : (
              <State kind={id === member ? 'part' : 'off'} icon="clock">
                {say('waiting')}
              </State>
            )}
          </span>
        </div>
      ))}
      {awaitsUs ? (
        <Answers proposal={proposal} />
      ) : (
        <p className="quiet said">{say(isVoter ? 'said' : 'notOurs')}</p>
      )}
      {by === member && !awaitsUs ? <Withdrawing id={proposal.id} /> : null}
    </div>
  );
}

function Answers({ proposal: { id, state } }: { proposal: Proposal }) {
  const say = useWords(membersWords);
  const isApplication = state === 'received';
  const changes = ['proposals', 'members'] as const;
  const approve = useAct('approve', v.unknown(), { changes });
  const propose = useAct('propose', v.unknown(), { changes });
  const reject = useAct('reject', v.unknown(), { changes });
  const isBusy = approve.isPending || propose.isPending || reject.isPending;
  return (
    <>
      <p className="row acts">
        <Button
          kind="main"
          icon="key"
          busy={isBusy}
          onClick={() =>
            isApplication ? propose.mutate({ application: id }) : approve.mutate({ proposal: id })
          }
        >
          {say(isApplication ? 'propose' : 'approve')}
        </Button>
        <Button busy={isBusy} onClick={() => reject.mutate({ proposal: id })}>
          {say(isApplication ? 'drop' : 'reject')}
        </Button>
      </p>
      <FaultLine error={approve.error ?? propose.error ?? reject.error} />
    </>
  );
}

/** Who proposed may take it back (M3.2). */
function Withdrawing({ id }: { id: string }) {
  const say = useWords(membersWords);
  const withdraw = useAct('reject', v.unknown(), { changes: ['proposals', 'members'] });
  return (
    <>
      <p className="row acts">
        <Button busy={withdraw.isPending} onClick={() => withdraw.mutate({ proposal: id })}>
          {say('withdraw')}
        </Button>
      </p>
      <FaultLine error={withdraw.error} />
    </>
  );
}
