import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { nothing } from '../../api/forms.ts';
import { callNode } from '../../api/node.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Deed, type DeedPart } from '../../parts/deed.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { stepUpByPasskey } from '../../passkey/step-up.ts';
import { usePasskey } from '../../passkey/use-passkey.ts';
import { useBaseWords, useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { patientWords } from '../words.ts';
import { endOf, firstHiding, hiddenCategories, type Hiding } from './hidden.ts';
import { SafetyWarning, WhatItDoes } from './before-hiding.tsx';
import {
  FromQuestion,
  HowLongQuestion,
  useStaffHere,
  WhatHiddenQuestion,
} from './hide-questions.tsx';
import { useHiddenWords } from './use-hidden-words.ts';
import { hideWords } from './words.ts';

/** Hiding entries from staff of the own hospital: what may be missed in care is said before (C1.2). */
export function HidePage() {
  const say = useWords(hideWords);
  const sayPatient = useWords(patientWords);
  const { memberName } = useWho();
  return (
    <div className="wrap">
      <p>
        <Link href="/me/access">{sayPatient('access.now')}</Link>
      </p>
      <h1>{say('hide.title')}</h1>
      <p className="lead">{say('hide.lead', { name: memberName })}</p>
      <HideForm />
    </div>
  );
}

function HideForm() {
  const say = useWords(hideWords);
  const base = useBaseWords();
  const formats = useFormats();
  const queries = useQueryClient();
  const passkey = usePasskey();
  const hiddenWords = useHiddenWords();
  const staff = useStaffHere();
  const { name, memberName } = useWho();
  const [hiding, change] = useState<Hiding>(firstHiding);
  const categories = hiddenCategories(hiding);
  const person = staff.find(({ user }) => user === hiding.user);
  const isComplete = categories.length > 0 && (hiding.from === 'outside' || person !== undefined);
  const who = hiding.from === 'outside' ? say('hide.deed.outside') : (person?.name ?? '');

  const act = useMutation({
    mutationFn: async () => {
      if (!(await stepUpByPasskey(passkey.sign))) return null;
      const wish = {
        categories,
        ...(hiding.from === 'person' ? { who: hiding.user } : {}),
        ...(hiding.lastDay === '' ? {} : { until: endOf(hiding.lastDay) }),
      };
      await callNode('hide', wish, nothing);
      return { at: Date.now() };
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['hidden'] }),
  });

  if (act.data)
    return (
      <div className="stack-5 narrow">
        <Notice kind="ok" says="polite">
          <Rich
            text={say(hiding.from === 'outside' ? 'hide.done.outside' : 'hide.done', {
              time: formats.time(act.data.at),
              who,
              what: hiddenWords(hiding, 'your'),
            })}
          />
        </Notice>
        <p className="row">
          <ButtonLink kind="main" to="/me/access">
            {say('hide.done.see')}
          </ButtonLink>
        </p>
      </div>
    );
  return (
    <div className="duo duo--deed">
      <form onSubmit={(event) => event.preventDefault()}>
        <Notice kind="part">
          <Rich text={say('hide.first')} />
        </Notice>
        <FromQuestion hiding={hiding} change={change} />
        <WhatHiddenQuestion hiding={hiding} change={change} />
        <HowLongQuestion hiding={hiding} change={change} />
      </form>
      <Deed
        title={say('hide.deed.title')}
        parts={isComplete ? deed() : [say('hide.choose')]}
        signing={{
          label: say('hide.sign'),
          hint: passkey.isDemonstration ? base('deed.sign.demo.hint') : say('hide.sign.hint'),
          busy: act.isPending,
          disabled: !isComplete,
          sign: () => act.mutate(),
          more: (
            <ButtonLink wide to="/me/access">
              {say('hide.keep')}
            </ButtonLink>
          ),
          fault: (
            <>
              <SafetyWarning hiding={hiding} change={change} />
              {act.data === null ? (
                <Notice kind="part" says="at-once">
                  {base('deed.cancelled')}
                </Notice>
              ) : (
                <FaultLine error={act.error} />
              )}
            </>
          ),
        }}
      >
        <WhatItDoes />
      </Deed>
    </div>
  );

  function deed(): DeedPart[] {
    const { lastDay } = hiding;
    const end = { date: lastDay === '' ? '' : formats.date(lastDay) };
    return [
      say('hide.deed.1'),
      { mark: name },
      say('hide.deed.2'),
      { mark: who },
      say('hide.deed.3'),
      { mark: memberName },
      say('hide.deed.4'),
      { mark: hiddenWords(hiding, 'mine') },
      say('hide.deed.5'),
      { mark: lastDay === '' ? say('hide.deed.open') : say('hide.deed.until', end) },
      '.',
    ];
  }
}
