import type { ReactNode } from 'react';
import { FaultLine } from '../../parts/fault.tsx';
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

/** A sentence of health that is not known: still asked for, or the node did not answer; never green. */
export function OpenFact({
  name,
  error,
  unknown,
}: {
  name: string;
  error: unknown;
  /** What to say where there is no answer. */
  unknown: string;
}) {
  return error === null ? (
    <Fact name={name} kind="off" word="…" more="" />
  ) : (
    <Fact name={name} kind="part" word={unknown} more={<FaultLine error={error} />} />
  );
}
