import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { callNode } from '../../api/node.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { codeOf } from '../../api/code-of.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Deed } from '../../parts/deed.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { SignedSentence } from '../../parts/signed-sentence.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { usePasskey } from '../../passkey/use-passkey.ts';
import { useBaseWords, useFormats, usePrefs, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { disclosuresForm } from '../seen/disclosures.ts';
import { rowsOfKinds, type KindRow } from '../kinds.ts';
import { patientWords } from '../words.ts';
import { urgentRows } from './answers.ts';
import {
  actForm,
  directoryForm,
  draftForm,
  grantsForm,
  membersForm,
  type Draft,
  type GrantRow,
} from './grants.ts';
import { markedParts } from './deed-parts.ts';
import { confirmationsForm } from './receipts.ts';
import { useDraft } from '../../api/use-draft.ts';
import { Withdrawn } from './withdrawn.tsx';

/** Withdrawing one permission, or all of them: what may be missed in care first, then two clicks. */
export function WithdrawPage() {
  const say = useWords(patientWords);
  const { memberName } = useWho();
  const { id } = useParams<{ id: string }>();
  const grants = useAnswer('grants', {}, grantsForm);
  const isAll = id === 'all';
  return (
    <div className="wrap">
      <p>
        <Link href="/me/access">{say('access.now')}</Link>
      </p>
      <h1>{isAll ? say('stopAll.title', { name: memberName }) : say('withdraw.title')}</h1>
      <p className="lead">{say('withdraw.lead')}</p>
      <Answer of={grants}>{(rows) => <Act key={id} id={id} grants={rows} />}</Answer>
    </div>
  );
}

function Act({ id, grants }: { id: string; grants: readonly GrantRow[] }) {
  const say = useWords(patientWords);
  const base = useBaseWords();
  const queries = useQueryClient();
  const passkey = usePasskey();
  const { memberName } = useWho();
  const isAll = id === 'all';
  const wanted = grants.filter((grant) => isAll || grant.id === id);
  const who = useNameOf(wanted[0]);
  const canKeep = wanted.some(({ categories }) => rowsOfKinds(categories).some(isUrgent));
  const { language } = usePrefs();
  const before = useAnswer('confirmations', {}, confirmationsForm);

  const draft = useDraft(
    ['withdraw', id, language],
    wanted.length === 0
      ? undefined
      : () => callNode('withdraw-prepare', { grant: id, language }, draftForm, 'background'),
  );
  const signing = useMutation({
    mutationFn: async (drawn: Draft) => {
      const assertion = await passkey.sign(drawn);
      if (assertion === undefined) return null;
      const act = await callNode('consent-sign', { draft: drawn.draft, assertion }, actForm);
      return { at: Date.now(), who, grant: id, before: before.data, stop: act.stop };
    },
    onSuccess: (done) =>
      done === null ? undefined : queries.invalidateQueries({ queryKey: ['grants'] }),
  });
  const { data: done } = signing;
  if (done) return <Withdrawn {...done} />;
  if (wanted.length === 0)
    return (
      <Empty title={say(isAll ? 'stopAll.none' : 'withdraw.gone')}>
        {say(isAll ? 'stopAll.none.text' : 'withdraw.gone.text')}
      </Empty>
    );

  const hasChanged = codeOf(signing.error) === 'conflict' || codeOf(signing.error) === 'not-found';
  return (
    <div className="duo duo--deed">
      <div className="stack-5">
        <section className="panel holds">
          <h2>{say('withdraw.today')}</h2>
          {wanted.map((grant) => (
            <SignedSentence key={grant.id} grant={grant} className="holds__text" />
          ))}
          <Used grants={wanted} />
        </section>
        <Notice kind="part">
          <Rich text={say(isAll ? 'stopAll.first' : 'withdraw.first', { name: memberName, who })} />{' '}
          {isAll || !canKeep ? null : (
            <>
              {say('withdraw.also')}{' '}
              <Link href={`/me/access/new?change=${id}&only=summary`}>
                {say('withdraw.keepTwo')}
              </Link>
            </>
          )}
        </Notice>
        <Points title={say('withdraw.stops')} icon="check" className="yes">
          {[
            isAll
              ? say('stopAll.nothing', { name: memberName })
              : say('withdraw.nothing', { who, name: memberName }),
            say('withdraw.copies'),
            say('withdraw.readings'),
          ]}
        </Points>
        <Points title={say('withdraw.stays')} icon="eye" className="no">
          {[say('withdraw.notes'), say('withdraw.list'), say('withdraw.emergency')]}
        </Points>
      </div>
      <Deed
        parts={
          draft.data === undefined
            ? []
            : markedParts(draft.data.sentence, [who.replace(/,.*$/, ''), memberName])
        }
        signing={{
          label: say(isAll ? 'stopAll.sign' : 'withdraw.sign'),
          hint: passkey.isDemonstration ? base('deed.sign.demo.hint') : say('withdraw.again'),
          busy: signing.isPending,
          disabled: !draft.isReady,
          sign: () => {
            if (draft.data !== undefined) signing.mutate(draft.data);
          },
          more: (
            <ButtonLink wide to="/me/access">
              {say('withdraw.keep')}
            </ButtonLink>
          ),
          fault:
            done === null ? (
              <Notice kind="part" says="at-once">
                {base('deed.cancelled')}
              </Notice>
            ) : hasChanged ? (
              <Notice kind="part" says="at-once">
                <Rich text={say('give.changed')} />
              </Notice>
            ) : (
              <FaultLine error={signing.error ?? draft.error} />
            ),
        }}
      >
        {draft.data === undefined ? null : (
          <div className="deed__rest">
            <h3>{say('withdraw.after')}</h3>
            <div lang={draft.data.language}>
              {draft.data.text
                .split('\n')
                .filter((line) => line !== draft.data?.sentence)
                .map((line) => (
                  <p key={line}>{line.replace(/^- /, '· ')}</p>
                ))}
            </div>
          </div>
        )}
      </Deed>
    </div>
  );
}

const isUrgent = (key: KindRow) => urgentRows.includes(key);

function useNameOf(grant: GrantRow | undefined): string {
  const people = useAnswer('directory', {}, directoryForm);
  const members = useAnswer('members', {}, membersForm);
  const hospital = members.data?.find(({ id }) => id === grant?.to.member)?.name ?? '';
  const person = people.data?.find(
    ({ member, handle }) => member === grant?.to.member && handle === grant.to.practitioner,
  );
  return person?.name ?? hospital;
}

function Used({ grants }: { grants: readonly GrantRow[] }) {
  const say = useWords(patientWords);
  const formats = useFormats();
  const seen = useAnswer('disclosures', {}, disclosuresForm);
  const [first] = grants;
  if (first === undefined) return null;
  const members = new Set(grants.map(({ to }) => to.member));
  const count = (seen.data ?? []).filter(
    (row) =>
      row.outcome === 'granted' &&
      members.has(row.organisation) &&
      Date.parse(row.at) >= Math.min(...grants.map(({ from }) => from)),
  ).length;
  return (
    <p className="hint">
      {say('withdraw.signed', { date: formats.when(first.from, { absolute: true }) })}{' '}
      {say('withdraw.used', { n: count })} <Link href="/me/seen">{say('withdraw.seeWhen')}</Link>
    </p>
  );
}

function Points({
  title,
  icon,
  className,
  children,
}: {
  title: string;
  icon: 'check' | 'eye';
  className: string;
  children: readonly string[];
}) {
  return (
    <section>
      <h2>{title}</h2>
      <ul className={className}>
        {children.map((text) => (
          <li key={text}>
            <Icon name={icon} />
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
