import * as v from 'valibot';
import { rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWho } from '../../session/session.tsx';
import { ownEntries, type Entry } from '../record/entry.ts';

/** Every version of an own entry, newest first; undefined until it is known. */
export function useVersions({ id, isOurs, type }: Entry): readonly Entry[] | undefined {
  const { member } = useWho();
  const { data } = useAnswer('history', { id: `${type}/${id}` }, rowsOf(v.unknown()), {
    when: isOurs,
  });
  return data === undefined ? undefined : ownEntries(data, member);
}
