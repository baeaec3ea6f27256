import { useEffect, useState } from 'react';
import * as v from 'valibot';
import { callNode } from '../../api/node.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { SignInForm } from '../../everyone/sign-in-form.tsx';
import { Demonstration } from '../../everyone/demonstration.tsx';
import { waysForm } from '../../session/ways.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useSession, type Who } from '../../session/session.tsx';
import { membersForm } from '../access/grants.ts';
import { askedForm } from '../record/hand-over.ts';
import { patientWords } from '../words.ts';

/** Who asks, and to which page of ours the answer goes. */
interface Asker {
  readonly origin: string;
  readonly nonce: string;
  readonly name: string;
}

/**
 * Shows this hospital's part of the record to the patient's page of another hospital, in her browser: only after she signed in
 * here and said yes, only to a member's own origin, and only to the window that opened this one.
 */
export function HandOverPage() {
  const say = useWords(patientWords);
  const { who } = useSession();
  const ways = useAnswer('sign-in-ways', {}, waysForm);
  return (
    <div className="wrap narrow stack-5">
      <h1>{say('hand.title')}</h1>
      <p className="lead">{say('hand.lead')}</p>
      {who === undefined ? (
        <>
          <SignInForm />
          {ways.data?.demo === true ? <Demonstration /> : null}
        </>
      ) : who.role === 'patient' ? (
        <HandOver who={who} />
      ) : (
        <Notice>{say('hand.notPatient')}</Notice>
      )}
    </div>
  );
}

function HandOver({ who }: { who: Who }) {
  const say = useWords(patientWords);
  const { signOut } = useSession();
  const asker = useAsker(who.member);
  const [isDone, setDone] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>();

  async function give({ origin, nonce }: Asker) {
    setBusy(true);
    setFault(undefined);
    try {
      post(await handedBy(who, nonce), origin);
      setDone(true);
      close();
    } catch (error) {
      setFault(error);
    }
    setBusy(false);
  }

  if (isDone) return <Notice kind="ok">{say('hand.done')}</Notice>;
  if (asker === undefined) return <Notice>{say('hand.nobody')}</Notice>;
  return (
    <div className="stack">
      <Notice icon="hand">
        <Rich text={say('hand.asks', { name: asker.name, here: who.memberName })} />
      </Notice>
      <p>
        <Rich text={say('hand.who', { who: who.name, here: who.memberName })} />{' '}
        <button type="button" className="linkish" onClick={() => void signOut()}>
          {say('hand.notMe')}
        </button>
      </p>
      <p>{say('hand.what')}</p>
      <p className="row">
        <Button kind="main" busy={isBusy} onClick={() => void give(asker)}>
          {say('hand.yes')}
        </Button>
        <Button onClick={() => close()}>{say('hand.no')}</Button>
      </p>
      <FaultLine error={fault} />
    </div>
  );
}

/** Waits for the question of the window that opened this one, and takes it only from the origin of another active member. */
function useAsker(own: string): Asker | undefined {
  const { data: members } = useAnswer('members', {}, membersForm);
  const [asker, setAsker] = useState<Asker>();
  useEffect(() => {
    if (members === undefined) return undefined;
    const hear = (event: MessageEvent<unknown>) => {
      if (event.source !== opener) return;
      const member = members.find(
        ({ id, status, origins }) =>
          id !== own && status === 'active' && origins.includes(event.origin),
      );
      const asked = v.safeParse(askedForm, event.data);
      if (member !== undefined && asked.success)
        setAsker({ origin: event.origin, nonce: asked.output.nonce, name: member.name });
    };
    addEventListener('message', hear);
    // Says only that this page is open; each member's origin may hear it, nobody else.
    for (const { id, origins } of members)
      if (id !== own) for (const origin of origins) post({ careledger: 'ready', v: 1 }, origin);
    return () => removeEventListener('message', hear);
  }, [members, own]);
  return asker;
}

async function handedBy(who: Who, nonce: string): Promise<unknown> {
  const { patient = '', member, memberName } = who;
  const [entries, seen, grants] = await Promise.all([
    callNode('read', { patient }, v.unknown()),
    callNode('disclosures', {}, v.unknown()),
    callNode('grants', {}, v.unknown()),
  ]);
  return {
    careledger: 'entries',
    v: 1,
    nonce,
    member,
    memberName,
    at: Date.now(),
    entries,
    seen,
    grants,
  };
}

function post(message: unknown, origin: string): void {
  const target: unknown = opener;
  if (isWindow(target)) target.postMessage(message, origin);
}

function isWindow(given: unknown): given is Window {
  return typeof given === 'object' && given !== null && 'postMessage' in given;
}
