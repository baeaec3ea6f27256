import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import * as v from 'valibot';
import { codeOf } from '../api/code-of.ts';
import { callNode } from '../api/node.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useBaseWords, useFormats } from '../prefs/prefs.tsx';
import { useSession } from '../session/session.tsx';

const longestWarningMs = 60_000;
const expiryForm = v.object({ expiresAt: v.number() });
const used = ['pointerdown', 'keydown'] as const;

/**
 * Warns a minute before the session ends for want of use, and lets it go on. The node is told of use that makes no call, such as
 * typing, and is asked before the page locks: the same person may be active in another window.
 */
export function Idle() {
  const say = useBaseWords();
  const formats = useFormats();
  const queries = useQueryClient();
  const { who, lock } = useSession();
  const [endsAt, setEndsAt] = useState<number>();
  const last = useRef(0);
  const told = useRef(0);
  const idleMs = who?.idleMs;

  useEffect(() => {
    if (idleMs === undefined) return undefined;
    const warningMs = Math.min(longestWarningMs, idleMs / 2);
    last.current = Date.now();
    told.current = Date.now();
    const note = () => {
      last.current = Date.now();
    };
    const look = async () => {
      const ends = last.current + idleMs;
      if (last.current - told.current > idleMs / 4) {
        told.current = last.current;
        await callNode('whoami', {}, v.unknown());
      }
      if (Date.now() < ends) return setEndsAt(ends - Date.now() < warningMs ? ends : undefined);
      const { expiresAt } = await callNode('whoami', {}, expiryForm, 'background');
      last.current = Math.max(last.current, expiresAt - idleMs);
      return setEndsAt(undefined);
    };
    const lookOrLock = () =>
      void look().catch((error: unknown) => {
        if (codeOf(error) === 'unauthenticated') lock();
      });
    for (const name of used) addEventListener(name, note, { passive: true });
    const timer = setInterval(lookOrLock, Math.min(5_000, idleMs / 10));
    return () => {
      clearInterval(timer);
      for (const name of used) removeEventListener(name, note);
    };
  }, [idleMs, lock]);

  if (endsAt === undefined || who === undefined) return null;
  const stay = () => {
    last.current = Date.now();
    told.current = Date.now();
    setEndsAt(undefined);
    callNode('whoami', {}, v.unknown()).then(
      () => queries.invalidateQueries(),
      () => lock(),
    );
  };
  return (
    <Dialog
      title={say('idle.title')}
      onClose={stay}
      footer={
        <Button kind="main" onClick={stay}>
          {say('idle.stay')}
        </Button>
      }
    >
      {say('idle.text', { time: formats.time(endsAt, { seconds: true }) })}
    </Dialog>
  );
}
