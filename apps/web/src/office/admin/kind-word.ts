import { useWords } from '../../prefs/prefs.tsx';
import { membersWords } from '../words/members-words.ts';

/** Says what kind of organisation a member is. */
export function useKindWord(): (kind: string) => string {
  const say = useWords(membersWords);
  return (kind) => say(kind === 'hospital' || kind === 'laboratory' ? `org.${kind}` : 'org.other');
}
