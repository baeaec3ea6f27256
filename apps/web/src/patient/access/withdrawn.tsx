import { useAnswer } from '../../api/use-answer.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { patientWords } from '../words.ts';
import { confirmationsForm, deletionsAfter, type Confirmation } from './receipts.ts';

/** A withdrawal that holds: when, for whom, and what the other hospital confirmed that it deleted. */
export function Withdrawn({
  at,
  who,
  grant,
  before,
  stop,
}: {
  at: number;
  who: string;
  /** The permission that was withdrawn, or `all`. */
  grant: string;
  /** What other hospitals had deleted before; undefined where that is not known. */
  before: readonly Confirmation[] | undefined;
  /** A new stop code, where the old one was used. */
  stop: string | undefined;
}) {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { memberName } = useWho();
  const confirmations = useAnswer('confirmations', {}, confirmationsForm, { everyMs: 2_000 });
  const told = deletionsAfter(confirmations.data ?? [], { grant, before });
  const waiting = told.filter(({ state }) => state === 'waiting');
  const time = formats.time(at, { seconds: true });
  return (
    <div className="stack-5 narrow">
      <Notice kind="ok" says="polite">
        <Rich
          text={
            grant === 'all'
              ? say('stopAll.done', { time, name: memberName })
              : say('withdraw.done', { time, who, name: memberName })
          }
        />{' '}
        {told
          .filter(({ state }) => state === 'confirmed')
          .map((row) =>
            say('withdraw.confirmed', {
              hospital: row.memberName,
              time: formats.time(row.confirmedAt ?? row.at, { seconds: true }),
              n: row.copies ?? 0,
            }),
          )
          .join(' ')}
      </Notice>
      {waiting.map((row) => (
        <Notice key={`${row.memberName} ${row.at}`} kind="sys">
          <Rich
            text={say('withdraw.apart', {
              name: memberName,
              hospital: row.memberName,
              n: row.copies ?? 0,
            })}
          />
        </Notice>
      ))}
      {stop === undefined ? null : (
        <Notice>
          {say('withdraw.newStop')} <b className="code">{stop}</b>
        </Notice>
      )}
      <p className="row">
        <ButtonLink kind="main" to="/me/access">
          {say('give.done.see')}
        </ButtonLink>
        <ButtonLink to="/me">{say('record.title')}</ButtonLink>
      </p>
    </div>
  );
}
