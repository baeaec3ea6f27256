import { CustodyMark } from '../../parts/custody-mark.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useBaseWords, useFormats, useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';
import type { OtherPart } from './use-record.ts';

/** The other hospitals in the line of sources: what is here, and how to add a part. */
export function Others({ parts }: { parts: readonly OtherPart[] }) {
  const say = useWords(patientWords);
  const formats = useFormats();
  return parts.map(({ member, state, at, open }) => (
    <span key={member.id} className="row">
      {state === 'here' && at !== undefined ? (
        <CustodyMark
          custody="elsewhere"
          name={member.name}
          more={say('record.asOf', { time: formats.time(at) })}
        />
      ) : (
        <button type="button" className="linkish" onClick={open}>
          {say('record.add', { name: member.name })}
        </button>
      )}
    </span>
  ));
}

/** Says which hospital did not answer, or answered about somebody else; as long as another's part is shown, that it may be incomplete. */
export function OthersNotice({ parts }: { parts: readonly OtherPart[] }) {
  const say = useWords(patientWords);
  const base = useBaseWords();
  const silent = parts.filter(({ state }) => state === 'no-answer');
  const wrong = parts.filter(({ state }) => state === 'another-person');
  const waiting = parts.filter(({ state }) => state === 'waiting');
  const isAnyHere = parts.some(({ state }) => state === 'here');
  if (waiting.length > 0)
    return (
      <Notice kind="part" says="polite">
        <Rich text={say('record.waiting', { names: namesOf(waiting) })} />
      </Notice>
    );
  if (silent.length === 0 && wrong.length === 0 && !isAnyHere) return null;
  const [first] = [...silent, ...wrong];
  return (
    <Notice
      kind="part"
      says="polite"
      {...(first === undefined
        ? {}
        : {
            act: (
              <button type="button" className="btn btn--sm" onClick={first.open}>
                {say('record.askAgain')}
              </button>
            ),
          })}
    >
      <Rich text={base('mark.incomplete')} />{' '}
      {silent.length === 0 ? null : say('record.noAnswer', { names: namesOf(silent) })}{' '}
      {wrong.length === 0 ? null : say('record.anotherPerson', { names: namesOf(wrong) })}
    </Notice>
  );
}

function namesOf(parts: readonly OtherPart[]): string {
  return parts.map(({ member }) => member.name).join(', ');
}
