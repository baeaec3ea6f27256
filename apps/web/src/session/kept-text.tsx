import { createContext, use, useCallback, useState, type ReactNode } from 'react';
import { personKey, useSession } from './session.tsx';

const KeptContext = createContext<Map<string, string>>(new Map());

/** Keeps unfinished words of everybody who works at this page, in memory alone, until he is back. */
export function KeptTextProvider({ children }: { children: ReactNode }) {
  const [kept] = useState(() => new Map<string, string>());
  return <KeptContext value={kept}>{children}</KeptContext>;
}

/** Text of a field that waits for its author when somebody else takes over the terminal; `place` names the field and whom it is about. */
export function useKeptText(place: string): [string, (text: string) => void] {
  const kept = use(KeptContext);
  const { who } = useSession();
  const key = `${personKey(who)}\n${place}`;
  const [text, setText] = useState(() => kept.get(key) ?? '');
  const keep = useCallback(
    (next: string) => {
      setText(next);
      if (next === '') kept.delete(key);
      else kept.set(key, next);
    },
    [kept, key],
  );
  return [text, keep];
}

/** Whether a member of staff has unfinished words at this page. */
export function useHasKeptText(): (user: string) => boolean {
  const kept = use(KeptContext);
  return (user) => [...kept.keys()].some((key) => key.startsWith(`${user}\n`));
}
