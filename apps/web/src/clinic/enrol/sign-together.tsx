import { useQueryClient } from '@tanstack/react-query';
import type { BodyOf } from '@careledger/protocol';
import { useState, type ReactNode } from 'react';
import * as v from 'valibot';
import { codeOf } from '../../api/code-of.ts';
import { nothing } from '../../api/forms.ts';
import { callNode } from '../../api/node.ts';
import { useAct } from '../../api/use-answer.ts';
import { useDraft } from '../../api/use-draft.ts';
import { FaultLine } from '../../parts/fault.tsx';
import { LanguageChoice } from '../../parts/language-choice.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { usePrefs, useWords } from '../../prefs/prefs.tsx';
import type { Identity } from '../record/identity.ts';
import { assistedWords } from '../words/assisted.ts';
import { FormDialog } from '../write/form-dialog.tsx';
import { DeedAloud } from './deed-aloud.tsx';
import { isNamed, nobody, SecondSigner } from './second-signer.tsx';

const draftForm = v.object({
  draft: v.string(),
  language: v.picklist(['en', 'de']),
  text: v.string(),
  sentence: v.string(),
});

/** What is to be signed; the language is chosen beside the words. */
type Wanted = BodyOf<'assisted-prepare'>;

/** A dialog in which two of staff read out to the patient the words that the node drew up, and sign those and no others. */
export function SignTogether({
  title,
  patient,
  identity,
  wanted,
  request,
  close,
  done,
  children,
}: {
  title: string;
  patient: string;
  identity: Identity;
  /** Undefined while something is not answered yet. */
  wanted: Wanted | undefined;
  /** The doctor's request that is answered so. */
  request?: string;
  close: () => void;
  done: () => void;
  /** The questions above the words. */
  children: ReactNode;
}) {
  const say = useWords(assistedWords);
  const queries = useQueryClient();
  const { language: reader } = usePrefs();
  const [language, setLanguage] = useState(reader);
  const [second, setSecond] = useState(nobody);
  const [isTried, setTried] = useState(false);
  const draft = useDraft(
    ['assisted', wanted ?? null, language],
    wanted === undefined
      ? undefined
      : () => callNode('assisted-prepare', { ...wanted, language }, draftForm, 'background'),
  );
  const act = useAct('assisted-sign', nothing, { changes: ['grants', 'requests'], done });
  const shown = wanted === undefined ? undefined : draft.data;
  const isWhole = shown !== undefined && draft.isReady && isNamed(second);
  const hasChanged = isOver(act.error);
  return (
    <FormDialog
      title={title}
      identity={identity}
      act={say('sign')}
      isBusy={act.isPending}
      fault={hasChanged ? null : act.error}
      onClose={close}
      onSubmit={() => {
        setTried(true);
        if (!isWhole) return;
        const named = request === undefined ? {} : { request };
        act.mutate(
          { patient, draft: shown.draft, second, ...named },
          {
            // Words that can still be signed stay: they need not be read out again.
            onError: (error) => {
              if (isOver(error)) void queries.invalidateQueries({ queryKey: ['draft'] });
            },
          },
        );
      }}
    >
      {children}
      <div className="field">
        <span className="label">{say('language')}</span>
        <LanguageChoice label={say('language')} value={language} onChange={setLanguage} />
      </div>
      <DeedAloud draft={shown} />
      <FaultLine error={draft.error} />
      <SecondSigner value={second} onValue={setSecond} />
      {hasChanged ? (
        <Notice kind="part" says="at-once">
          <Rich text={say('changed')} />
        </Notice>
      ) : null}
      {isTried && !isWhole ? (
        <p className="state state--part" role="alert">
          {say('missing')}
        </p>
      ) : null}
    </FormDialog>
  );
}

/** Whether the words can no longer be signed. */
function isOver(error: unknown): boolean {
  return ['conflict', 'not-found'].includes(codeOf(error));
}
