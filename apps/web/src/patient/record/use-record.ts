import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { useFormats, usePrefs, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { membersForm, type MemberRow } from '../access/grants.ts';
import { patientWords } from '../words.ts';
import { entryOf, type Entry, type Telling } from './entry.ts';
import { takeOver, type Handed } from './hand-over.ts';
import { versionsForm } from './version.ts';

/** How far another hospital's part is here. */
export interface OtherPart {
  readonly member: MemberRow;
  readonly state: 'not-opened' | 'waiting' | 'no-answer' | 'here';
  /** When it was handed over, ms. */
  readonly at: number | undefined;
  readonly open: () => void;
}

/** Words, dates and language for entries. */
export function useTelling(): Telling {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { language } = usePrefs();
  return useMemo(() => ({ say, formats, language }), [say, formats, language]);
}

/** What this hospital holds about the patient, as its node answers it. */
export function useOwnVersions() {
  const { patient = '' } = useWho();
  return useAnswer('read', { patient }, versionsForm);
}

/**
 * What other hospitals' pages handed over to this one. It lies in the memory of this page alone, is gone with it, and no hospital
 * gets another's part.
 */
export function useOthers(): { handed: readonly Handed[]; parts: readonly OtherPart[] } {
  const queries = useQueryClient();
  const { member: own } = useWho();
  const members = useAnswer('members', {}, membersForm);
  const { data: handed = [] } = useQuery<readonly Handed[]>({
    queryKey: ['handed-over'],
    queryFn: () => [],
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const [states, setStates] = useState<Readonly<Record<string, 'waiting' | 'no-answer'>>>({});
  const stop = useRef(new AbortController());

  async function open(member: MemberRow) {
    const [origin] = member.origins;
    if (origin === undefined) return;
    setStates((before) => ({ ...before, [member.id]: 'waiting' }));
    const given = await takeOver(origin, stop.current.signal);
    const isRight = given !== undefined && given.member === member.id;
    if (isRight)
      queries.setQueryData<readonly Handed[]>(['handed-over'], (before = []) => [
        ...before.filter((each) => each.member !== member.id),
        given,
      ]);
    setStates((before) => {
      const { [member.id]: _, ...rest } = before;
      return isRight ? rest : { ...rest, [member.id]: 'no-answer' };
    });
  }

  const parts = (members.data ?? [])
    .filter(({ id, status }) => id !== own && status === 'active')
    .map((member): OtherPart => {
      const here = handed.find((each) => each.member === member.id);
      return {
        member,
        state: states[member.id] ?? (here === undefined ? 'not-opened' : 'here'),
        at: here?.at,
        open: () => void open(member),
      };
    });
  return { handed, parts };
}

/** The record over all hospitals whose part is here. */
export function useRecord() {
  const { member, memberName } = useWho();
  const telling = useTelling();
  const own = useOwnVersions();
  const { handed, parts } = useOthers();
  const entries = useMemo<readonly Entry[]>(() => {
    const here = (own.data ?? []).map((version) =>
      entryOf(version, { member, memberName, custody: custodyOf(version.resource) }, telling),
    );
    const elsewhere = handed.flatMap((part) =>
      part.entries.map((version) =>
        entryOf(
          version,
          { member: part.member, memberName: part.memberName, custody: 'elsewhere' },
          telling,
        ),
      ),
    );
    return [...here, ...elsewhere];
  }, [own.data, handed, member, memberName, telling]);
  return { own, entries, handed, parts };
}

/** What the patient wrote herself names her as its only author. */
function custodyOf(resource: unknown): 'here' | 'patient' {
  const text = JSON.stringify(resource);
  return /"(?:recorder|author|performer|asserter)":\[?\{"reference":"Patient\//.test(text)
    ? 'patient'
    : 'here';
}
