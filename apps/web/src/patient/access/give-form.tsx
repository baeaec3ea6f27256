import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { codeOf } from '../../api/code-of.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Deed } from '../../parts/deed.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { usePasskey } from '../../passkey/use-passkey.ts';
import type { SignedAssertion } from '../../passkey/demonstration-passkey.ts';
import { useBaseWords, useFormats, useWords } from '../../prefs/prefs.tsx';
import { rowsOfKinds, type KindRow } from '../kinds.ts';
import { useOwnVersions } from '../record/use-record.ts';
import { patientWords } from '../words.ts';
import { categoriesOf, type Answers } from './answers.ts';
import { countsOf } from './counts.ts';
import { deedText, markedParts } from './deed-parts.ts';
import { grantsForm, type Draft } from './grants.ts';
import { PurposeQuestion, TimeQuestion, WhatQuestion } from './questions.tsx';
import { useDraft } from './use-draft.ts';
import { useGrantees, WhoQuestion } from './who-question.tsx';
import { WillSee } from './will-see.tsx';

const dayMs = 86_400_000;

/** What differs between giving freely and answering a request. */
export interface Giving {
  readonly start: Answers;
  /** Where a request stands behind it: its kinds and days are the most that can be given. */
  readonly within?: { readonly categories: readonly string[]; readonly days: number };
  /** Who gets it, where it is not asked here. */
  readonly name?: string;
  readonly draw: (answers: Answers) => Promise<Draft>;
  readonly sign: (draft: Draft, assertion: SignedAssertion) => Promise<unknown>;
  /** Stands above the questions. */
  readonly above?: ReactNode;
}

// What the signed sentences call kinds and purposes: these words change with the answers.
const markedWords = [
  'results',
  'medicines',
  'allergies',
  'conditions',
  'letters and notes',
  'X-rays and scans',
  'readings',
  'visits',
  'treatments',
  'care plans',
  'vaccinations',
  'to treat me',
  'to plan my care',
] as const;

/** Four questions on one page, and beside them the words that will be signed, which change with every answer. */
export function GiveForm({ start, within, name, draw, sign, above }: Giving) {
  const say = useWords(patientWords);
  const base = useBaseWords();
  const formats = useFormats();
  const queries = useQueryClient();
  const passkey = usePasskey();
  const [answers, change] = useState(start);
  const versions = useOwnVersions();
  const grants = useAnswer('grants', {}, grantsForm);
  const grantees = useGrantees();
  const counts = countsOf(versions.data ?? []);
  const categories = categoriesOf(answers, within?.categories);
  const isComplete = answers.to !== '' && categories.length > 0;
  const draft = useDraft(
    [answers, within?.categories ?? null],
    isComplete ? () => draw(answers) : undefined,
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
        <p className="row">
          <ButtonLink kind="main" to="/me/access">
            {say('give.done.see')}
          </ButtonLink>
          <ButtonLink to="/me">{say('record.title')}</ButtonLink>
        </p>
      </div>
    );

  const text = deedText(
    draft.data?.text ?? '',
    (grants.data ?? []).map(({ sentence }) => sentence),
  );
  const fresh = text.fresh.join(' ');
  const only: readonly KindRow[] | undefined =
    within === undefined ? undefined : rowsOfKinds(within.categories);
  const isShown = isComplete && draft.data !== undefined;
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
            {...(only === undefined ? {} : { only })}
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
            isShown
              ? markedParts(fresh, [who.replace(/,.*$/, ''), ...markedWords])
              : [say(answers.to === '' ? 'give.first' : 'give.firstKind')]
          }
          signing={{
            busy: signing.isPending,
            disabled: !isShown || !draft.isReady,
            sign: () => {
              if (draft.data !== undefined) signing.mutate(draft.data);
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
          {isShown ? (
            <>
              <div className="deed__rest" lang="en">
                {text.always.map((line) => (
                  <p key={line}>{line}</p>
                ))}
                {text.kept.length === 0 ? null : (
                  <details>
                    <summary lang={undefined}>{say('give.kept', { n: text.kept.length })}</summary>
                    {text.kept.map((line) => (
                      <p key={line}>{line}</p>
                    ))}
                  </details>
                )}
              </div>
              <WillSee name={who} answers={answers} counts={counts} />
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
