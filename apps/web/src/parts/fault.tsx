import { NodeProblem } from '@careledger/protocol';
import { useState } from 'react';
import { codeOf } from '../api/code-of.ts';
import { useBaseWords } from '../prefs/prefs.tsx';
import { baseEn } from '../words/base-en.ts';
import type { BaseKey } from '../words/base.ts';
import { Notice } from './notice.tsx';
import { Rich } from './rich.tsx';

/** What did not work, in words: what happened, what was kept, what to do; codes come last. */
export function Fault({ error, again }: { error: unknown; again?: () => void }) {
  const say = useBaseWords();
  const sentence = useProblemWords();
  const [code] = useState(() => codeForHelp(error));
  const isOurs = codeOf(error) === 'fault';
  return (
    <Notice icon="tri" says="polite">
      <Rich text={isOurs ? say('fault.part') : sentence(error)} />{' '}
      {again === undefined ? null : (
        <button type="button" className="linkish" onClick={again}>
          {say('fault.again')}
        </button>
      )}
      {isOurs ? ` ${say('fault.stays', { code })}` : null}
    </Notice>
  );
}

/** A fault beside a field or a button: amber-brown, never red. */
export function FaultLine({ error }: { error: unknown }) {
  const sentence = useProblemWords();
  if (error === undefined || error === null) return null;
  return (
    <p className="state state--part fault-line" role="alert">
      <span>
        <Rich text={sentence(error)} />
      </span>
    </p>
  );
}

/** Gives the words for a fault by its code. */
export function useProblemWords(): (error: unknown) => string {
  const say = useBaseWords();
  return (error) => {
    const key = `problem.${codeOf(error)}`;
    return say(isKey(key) ? key : 'problem.fault');
  };
}

type ProblemKey = Extract<BaseKey, `problem.${string}`>;

function isKey(key: string): key is ProblemKey {
  return key in baseEn;
}

/** Four characters that a person can say on the phone, and that stand in this page's console beside the cause. */
function codeForHelp(error: unknown): string {
  const signs = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  const text = Array.from(bytes, (byte) => signs[byte % signs.length]).join('');
  const code = `${text.slice(0, 2)}-${text.slice(2)}`;
  if (error instanceof NodeProblem && error.problem.code !== 'fault') return code;
  console.error(code, error instanceof Error ? error.message : 'unknown fault');
  return code;
}
