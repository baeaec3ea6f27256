import type { ReactNode } from 'react';
import { useBaseWords, useFormats } from '../prefs/prefs.tsx';
import { Icon } from './icon.tsx';

/** One sentence of what a proof shows. */
export interface Link {
  readonly sentence: ReactNode;
  readonly more?: ReactNode;
  readonly isBroken?: boolean;
}

/** The chain of a proof in plain sentences, from the words to the other hospitals' copies. */
export function ProofChain({ links }: { links: readonly Link[] }) {
  return (
    <ol className="proof">
      {links.map((link, index) => (
        <li key={index} className={link.isBroken === true ? 'bad' : ''}>
          <Icon name={link.isBroken === true ? 'xc' : 'checkc'} />
          <div>
            {link.sentence}
            {link.more === undefined ? null : <small>{link.more}</small>}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The verdict above the chain; `at` is when this computer checked. */
export function Verdict({
  verdict,
  at,
  name,
}: {
  verdict: 'valid' | 'alone' | 'invalid';
  at: number;
  /** The hospital whose signature holds. */
  name: string;
}) {
  const say = useBaseWords();
  const formats = useFormats();
  const time = formats.time(at, { seconds: true });
  if (verdict === 'invalid')
    return (
      <div className="verdict verdict--bad" role="status">
        <Icon name="tri" />
        <div>
          <b>{say('proof.invalid')}</b>
          {say('proof.invalid.text')}
        </div>
      </div>
    );
  const isAlone = verdict === 'alone';
  return (
    <div className={isAlone ? 'verdict verdict--alone' : 'verdict'} role="status">
      <Icon name={isAlone ? 'clock' : 'shield'} />
      <div>
        <b>{say(isAlone ? 'proof.alone' : 'proof.valid')}</b>
        {isAlone ? say('proof.alone.text', { name }) : say('proof.valid.text', { time })}
      </div>
    </div>
  );
}

/** Hashes and ids, two clicks deep. */
export function TechnicalDetails({ children }: { children: ReactNode }) {
  const say = useBaseWords();
  return (
    <details className="tech">
      <summary>{say('proof.details')}</summary>
      <div className="stack-2">
        <p className="hint">{say('proof.details.hint')}</p>
        <div className="hash">{children}</div>
      </div>
    </details>
  );
}
