import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { codeOf } from '../../api/code-of.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Deed } from '../../parts/deed.tsx';
import { deedText } from '../../parts/deed-text.ts';
import { FaultLine } from '../../parts/fault.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { usePasskey } from '../../passkey/use-passkey.ts';
import type { SignedAssertion } from '../../passkey/demonstration-passkey.ts';
import { useBaseWords, useFormats, usePrefs, useWords } from '../../prefs/prefs.tsx';
import type { Language } from '../../words/words.ts';
import { rowsOfKinds, type KindRow } from '../kinds.ts';
import { useOwnVersions } from '../record/use-record.ts';
import { patientWords } from '../words.ts';
import { categoriesOf, kindsBehind, type Answers } from './answers.ts';
import { countsOf } from './counts.ts';
import { markedParts } from './deed-parts.ts';
import type { Draft } from './grants.ts';
import { PurposeQuestion, WhatQuestion } from './questions.tsx';
import { TimeQuestion } from './time-question.tsx';
import { useDraft } from '../../api/use-draft.ts';
import { useGrantees, WhoQuestion } from './who-question.tsx';
import { WillSee } from './will-see.tsx';

const dayMs = 86_400_000;

/** What differs between giving freely and answering a request. */
export interface Giving {
  readonly start: Answers;
  /** Where a request stands behind it: its kinds and days are the most that can be given. */
  readonly within?: { readonly categories: readonly string[]; readonly days: number };
  /** The kinds that can be given where they are not all, and no request stands behind it. */
  readonly scope?: readonly string[];
  /** Who gets it, where it is not asked here. */
  readonly name?: string;
  /** Draws up the consent, in a language. */
  readonly draw: (answers: Answers, language: Language) => Promise<Draft>;
  readonly sign: (draft: Draft, assertion: SignedAssertion) => Promise<unknown>;
  /** Stands above the questions. */
  readonly above?: ReactNode;
}

/** Four questions on one page, and beside them the words that will be signed, which change with every answer. */
export function GiveForm({ start, within, scope, name, draw, sign, above }: Giving) {
  const say = useWords(patientWords);
  const base = useBaseWords();
  const formats = useFormats();
  const queries = useQueryClient();
  const passkey = usePasskey();
  const kinds = within?.categories ?? scope;
  const [answers, change] = useState(start);
  const versions = useOwnVersions();
  const { language } = usePrefs();
  const grantees = useGrantees();
  const behind = kindsBehind(answers, kinds);
  const counts = countsOf(versions.data ?? [], behind);
  const categories = categoriesOf(answers, kinds);
  const isComplete = answers.to !== '' && categories.length > 0;
  const draft = useDraft(
    [answers, kinds ?? null, language],
    isComplete ? () => draw(answers, language) : undefined,
  );
  const who = name ?? grantees.find(({ to }) => to === answers.to)?.name ?? '';

  const signing = useMutation({
    mutationFn: async (drawn: Draft) => {
      const assertion = await passkey.sign(drawn);
      if (assertion === undefined) return null;
      await sign(drawn, assertion);
      return { at: Date.now() };
    },
    onSettled: (_, error) =>
      queries.invalidateQueries({
        predicate: ({ queryKey }) =>
          ['grants', 'requests', 'my-receipts', ...(error ? ['draft'] : [])].includes(
            String(queryKey[0]),
          ),
      }),
  });

  if (signing.data)
    return (
      <div className="stack-5 narrow">
        <Notice kind="ok" says="polite">
          <Rich text={say('give.done', { name: who, time: formats.time(signing.data.at) })} />
        </Notice>
        <p>
          {say('give.done.card')} <Link href="/me/card">{say('give.done.print')}</Link>
        </p>
        <p className="row">
          <ButtonLink kind="main" to="/me/access">
            {say('give.done.see')}
          </ButtonLink>
          <ButtonLink to="/me">{say('record.title')}</ButtonLink>
        </p>
      </div>
    );

  const shown = isComplete ? draft.data : undefined;
  const rest = shown && deedText(shown);
  const only: readonly KindRow[] | undefined = kinds === undefined ? undefined : rowsOfKinds(kinds);
  const hasChanged = codeOf(signing.error) === 'conflict' || codeOf(signing.error) === 'not-found';

  return (
    <>
      <div className="duo duo--deed">
        <form onSubmit={(event) => event.preventDefault()}>
          {above}
          {name === undefined ? (
            <WhoQuestion value={answers.to} onChange={(to) => change({ ...answers, to })} />
          ) : null}
          <WhatQuestion
            n={name === undefined ? 2 : 1}
            answers={answers}
            change={change}
            counts={counts}
            {...(only === undefined || kinds === undefined ? {} : { only, within: kinds })}
            {...(behind === undefined ? {} : { behind })}
          />
          {within === undefined ? (
            <PurposeQuestion n={3} answers={answers} change={change} />
          ) : null}
          <TimeQuestion
            n={within === undefined ? 4 : 2}
            answers={answers}
            change={change}
            {...(within === undefined ? {} : { longest: within.days })}
          />
        </form>
        <Deed
          parts={
            shown
              ? markedParts(shown.sentence, [who.replace(/,.*$/, '')])
              : [say(answers.to === '' ? 'give.first' : 'give.firstKind')]
          }
          signing={{
            busy: signing.isPending,
            disabled: !shown || !draft.isReady,
            sign: () => {
              if (shown !== undefined) signing.mutate(shown);
            },
            ...(passkey.isDemonstration
              ? { label: base('deed.sign.demo'), hint: base('deed.sign.demo.hint') }
              : {}),
            fault: (
              <>
                {signing.data === null ? (
                  <Notice kind="part" says="at-once">
                    {base('deed.cancelled')}
                  </Notice>
                ) : null}
                {signing.error === null ? null : hasChanged ? (
                  <Notice kind="part" says="at-once">
                    <Rich text={say('give.changed')} />
                  </Notice>
                ) : (
                  <FaultLine error={signing.error} />
                )}
                <FaultLine error={draft.error} />
                <p className="hint">{say('give.later')}</p>
              </>
            ),
          }}
        >
          {shown && rest ? (
            <>
              <div className="deed__rest" lang={shown.language}>
                {rest.always.map((line) => (
                  <p key={line}>{line}</p>
                ))}
                {rest.kept.length === 0 ? null : (
                  <details>
                    <summary>{say('give.kept', { n: rest.kept.length })}</summary>
                    {rest.kept.map((line) => (
                      <p key={line}>{line}</p>
                    ))}
                  </details>
                )}
              </div>
              <WillSee
                name={who}
                answers={answers}
                counts={counts}
                {...(behind === undefined ? {} : { within: behind })}
              />
            </>
          ) : null}
        </Deed>
      </div>
      <div className="actbar only-sm row" role="region" aria-label={say('give.choice')}>
        <span>
          <b>{who === '' ? say('give.who') : who}</b>
          <br />
          <span className="hint">
            {say('give.bar', {
              n: answers.kinds.length + answers.closed.length,
              date: formats.date(Date.now() + answers.days * dayMs),
            })}
          </span>
        </span>
        <a className="btn btn--main push" href="#deed">
          {say('give.bar.read')}
        </a>
      </div>
    </>
  );
}
