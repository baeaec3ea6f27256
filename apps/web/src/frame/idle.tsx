import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import * as v from 'valibot';
import { callNode } from '../api/node.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { useBaseWords, useFormats } from '../prefs/prefs.tsx';
import { useSession } from '../session/session.tsx';

const warningMs = 60_000;
const used = ['pointerdown', 'keydown'] as const;

/** Warns a minute before the session ends for want of use, and lets it go on. */
export function Idle() {
  const say = useBaseWords();
  const formats = useFormats();
  const queries = useQueryClient();
  const { who, lock } = useSession();
  const [endsAt, setEndsAt] = useState<number>();
  const last = useRef(0);
  const idleMs = who?.idleMs;

  useEffect(() => {
    if (idleMs === undefined) return undefined;
    last.current = Date.now();
    const note = () => {
      last.current = Date.now();
    };
    for (const name of used) addEventListener(name, note, { passive: true });
    const timer = setInterval(() => {
      const ends = last.current + idleMs;
      if (Date.now() >= ends) lock();
      else setEndsAt(ends - Date.now() < warningMs ? ends : undefined);
    }, 5_000);
    return () => {
      clearInterval(timer);
      for (const name of used) removeEventListener(name, note);
    };
  }, [idleMs, lock]);

  if (endsAt === undefined || who === undefined) return null;
  const stay = () => {
    setEndsAt(undefined);
    void callNode('whoami', {}, v.unknown()).then(() => queries.invalidateQueries());
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
