import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { useFormats, usePrefs, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { membersForm, type MemberRow } from '../access/grants.ts';
import { patientWords } from '../words.ts';
import { entryOf, type Entry, type Telling } from './entry.ts';
import { takeOver, type Handed } from './hand-over.ts';
import { isSamePerson } from './same-person.ts';
import { versionsForm, type Version } from './version.ts';
import { whileSignedIn } from './while-signed-in.ts';

/** What keeps another hospital's part away: nothing came yet, nothing came at all, or it was about somebody else. */
type Pending = 'waiting' | 'no-answer' | 'another-person';

/** How far another hospital's part is here. */
export interface OtherPart {
  readonly member: MemberRow;
  readonly state: 'not-opened' | Pending | 'here';
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
  const { member: own, patient = '' } = useWho();
  const members = useAnswer('members', {}, membersForm);
  const { data: handed = [] } = useQuery<readonly Handed[]>({
    queryKey: ['handed-over'],
    // Nobody else can be asked for it again: after an unlock it stays what it is.
    queryFn: () => queries.getQueryData<readonly Handed[]>(['handed-over']) ?? [],
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const [states, setStates] = useState<Readonly<Record<string, Pending>>>({});

  async function open(member: MemberRow) {
    const [origin] = member.origins;
    if (origin === undefined) return;
    setStates((before) => ({ ...before, [member.id]: 'waiting' }));
    const { signal, end } = whileSignedIn(queries);
    const given = await takeOver(origin, signal);
    end();
    const mine = queries.getQueryData<readonly Version[]>(['read', { patient }]) ?? [];
    const isAnswer = given?.member === member.id && !signal.aborted;
    const isRight = isAnswer && isSamePerson(mine, given.entries);
    if (isRight)
      queries.setQueryData<readonly Handed[]>(['handed-over'], (before = []) => [
        ...before.filter((each) => each.member !== member.id),
        given,
      ]);
    setStates((before) => {
      const { [member.id]: _, ...rest } = before;
      if (isRight || signal.aborted) return rest;
      return { ...rest, [member.id]: isAnswer ? 'another-person' : 'no-answer' };
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
