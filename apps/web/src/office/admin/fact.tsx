import type { ReactNode } from 'react';
import { State, type StateKind } from '../../parts/state.tsx';

/** One sentence of health: what it is about, a word, and what is behind it. */
export function Fact({
  name,
  kind,
  word,
  more,
}: {
  name: string;
  kind: StateKind;
  word: string;
  more: ReactNode;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="is">
        <State kind={kind}>{word}</State>
      </dd>
      <dd className="more">{more}</dd>
    </div>
  );
}
