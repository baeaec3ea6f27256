import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useBaseWords } from '../prefs/prefs.tsx';
import { Button } from './button.tsx';

/** A word of the deed that came from an answer, or plain words between them. */
export type DeedPart = string | { readonly mark: string };

/**
 * The words that will be signed, beside the questions. Changed words are highlighted, and said to a screen reader 600 ms after
 * the last change.
 */
export function Deed({
  title,
  parts,
  children,
  signing,
}: {
  /** What the words are; else what is signed. */
  title?: string;
  parts: readonly DeedPart[];
  /** What can be seen, what cannot, what a withdrawal keeps. */
  children?: ReactNode;
  signing: {
    label?: string;
    hint?: ReactNode;
    busy: boolean;
    disabled?: boolean;
    fault?: ReactNode;
    sign: () => void;
    more?: ReactNode;
  };
}) {
  const say = useBaseWords();
  const id = useId();
  const text = parts.map((part) => (typeof part === 'string' ? part : part.mark)).join('');
  const spoken = useSettled(text, 600);
  return (
    <aside className="deed" id="deed" aria-labelledby={id}>
      <div>
        <h2 id={id} className="quiet deed__title">
          {title ?? say('deed.title')}
        </h2>
        <blockquote>
          {parts.map((part, index) =>
            typeof part === 'string' ? (
              <span key={index}>{part}</span>
            ) : (
              <mark key={index}>{part.mark}</mark>
            ),
          )}
        </blockquote>
        <p className="sr-only" aria-live="polite">
          {spoken}
        </p>
      </div>
      {children}
      <div className="stack">
        {signing.fault}
        <Button
          kind="main"
          size="large"
          wide
          icon="key"
          busy={signing.busy}
          disabled={signing.disabled ?? false}
          onClick={signing.sign}
        >
          {signing.label ?? say('deed.sign')}
        </Button>
        {signing.more}
        <p className="hint">{signing.hint ?? say('deed.sign.hint')}</p>
      </div>
    </aside>
  );
}

/** A value once it has not changed for `ms`; nothing before its first change, so that nobody is read what he reads himself. */
function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState('');
  const first = useRef(value);
  useEffect(() => {
    if (value === first.current) return undefined;
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
