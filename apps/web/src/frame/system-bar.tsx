import { use, useEffect, useRef, useState } from 'react';
import { LiveContext } from '../api/live.ts';
import { useAnswer } from '../api/use-answer.ts';
import { Icon } from '../parts/icon.tsx';
import { Rich } from '../parts/rich.tsx';
import { useAfter } from '../parts/waiting.tsx';
import { useBaseWords } from '../prefs/prefs.tsx';
import { useSession } from '../session/session.tsx';
import { statusForm } from './status.ts';

const backMs = 10_000;
const slowMs = 15_000;

/** One line at the top while the shared ledger or this hospital's computer is out of reach; care waits for neither. */
export function SystemBar() {
  const { who } = useSession();
  const { isConnected } = use(LiveContext);
  if (who === undefined) return null;
  if (!isConnected) return <Offline />;
  return who.role === 'patient' || who.role === 'guardian' ? null : <Ledger />;
}

function Offline() {
  const say = useBaseWords();
  const isReal = useAfter(3_000);
  return isReal ? <Bar icon="cloudoff" text={say('sys.offline')} /> : null;
}

function Ledger() {
  const say = useBaseWords();
  const { data } = useAnswer('status', {}, statusForm, { everyMs: 10_000 });
  const waiting = data?.unanchored ?? 0;
  const isWaiting = waiting > 0;
  const most = useRef(0);
  const [isLate, setLate] = useState(false);
  const [back, setBack] = useState(0);

  // What is written is anchored within seconds; only what waits longer is worth a line.
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => setLate(true), slowMs);
    return () => clearTimeout(timer);
  }, [isWaiting]);

  useEffect(() => {
    most.current = isLate ? Math.max(most.current, waiting) : 0;
    if (!isLate || isWaiting) return;
    setBack(most.current);
    setLate(false);
  }, [isLate, isWaiting, waiting]);

  useEffect(() => {
    if (back === 0) return undefined;
    const timer = setTimeout(() => setBack(0), backMs);
    return () => clearTimeout(timer);
  }, [back]);

  if (isLate && isWaiting)
    return (
      <Bar
        icon="cloudoff"
        text={`${say('sys.waiting', { n: waiting })} ${say('sys.waiting.more')}`}
      />
    );
  if (back > 0)
    return <Bar icon="check" text={`${say('sys.back')} ${say('sys.back.more', { n: back })}`} />;
  return null;
}

function Bar({ icon, text }: { icon: 'cloudoff' | 'check'; text: string }) {
  return (
    <div className="sysbar" role="status">
      <Icon name={icon} />
      <span>
        <Rich text={text} />
      </span>
    </div>
  );
}
