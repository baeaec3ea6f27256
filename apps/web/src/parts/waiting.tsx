import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useBaseWords } from '../prefs/prefs.tsx';
import { Fault } from './fault.tsx';

/** True once `ms` have gone by since the component appeared. */
export function useAfter(ms: number): boolean {
  const [isAfter, setAfter] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAfter(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isAfter;
}

/** Nothing for 300 ms, then lines at their final height; after 3 s whom we wait for, after 10 s what we go on with. */
export function Waiting({ rows = 3, who }: { rows?: number; who?: string }) {
  const say = useBaseWords();
  const isVisible = useAfter(300);
  const isLong = useAfter(3_000);
  const isVeryLong = useAfter(10_000);
  const widths = ['62%', '90%', '74%', '83%', '55%'];
  return (
    <div className="waiting stack-2" aria-busy="true" style={{ minHeight: `${rows * 2}rem` }}>
      {isVisible
        ? Array.from({ length: rows }, (_, row) => (
            <span key={row} className="skel" style={{ width: widths[row % widths.length] }} />
          ))
        : null}
      <p className="quiet" role="status">
        {isLong ? say('wait.for', { who: who ?? say('wait.thisHospital') }) : ''}
        {isVeryLong ? ` ${say('wait.goOn')}` : ''}
      </p>
    </div>
  );
}

/** Shows an answer once it is there, before that the waiting lines, and a fault with a way to try again. */
export function Answer<T>({
  of,
  rows,
  who,
  children,
}: {
  of: UseQueryResult<T>;
  rows?: number;
  who?: string;
  children: (answer: T) => ReactNode;
}) {
  if (of.data !== undefined) return children(of.data);
  if (of.isError) return <Fault error={of.error} again={() => void of.refetch()} />;
  return (
    <Waiting {...(rows === undefined ? {} : { rows })} {...(who === undefined ? {} : { who })} />
  );
}
