import { Link } from 'wouter';
import { useAnswer } from '../../api/use-answer.ts';
import { AccessFeed, type FeedLine } from '../../parts/access-feed.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { membersForm } from '../access/grants.ts';
import { useMay } from '../may-decide.ts';
import { patientWords } from '../words.ts';
import { Answering } from './answering.tsx';
import { idOf, isEmergency, isThrownAway, type DisclosureRow } from './disclosures.ts';
import { emergencyNoticesForm, type EmergencyNotice } from './emergency-notices.ts';
import { seenSentence, seenWhen } from './seen-sentence.ts';
import { useSeen, type SeenRow } from './use-seen.ts';

/** Who has seen it: emergency accesses on top until answered, then the newest; each line leads to its own page. */
export function SeenFeed({ most }: { most?: number }) {
  const say = useWords(patientWords);
  const { memberName } = useWho();
  const { own, rows } = useSeen();
  const toLine = useLine();
  return (
    <Answer of={own} rows={4} who={memberName}>
      {() => {
        const open = rows.filter(({ row }) => isEmergency(row) && toLine.isOpen(row));
        const rest = rows.filter((row) => !open.includes(row));
        const ordered = [...open, ...rest].slice(0, most);
        if (ordered.length === 0)
          return (
            <Empty title={say('seen.empty')}>{say('seen.empty.text', { name: memberName })}</Empty>
          );
        return (
          <AccessFeed
            label={say('seen.title')}
            lines={ordered.map((row) => toLine.line(row, open.includes(row)))}
          />
        );
      }}
    </Answer>
  );
}

function useLine() {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { decides } = useMay();
  const members = useAnswer('members', {}, membersForm);
  const notices = useAnswer('emergency-notices', {}, emergencyNoticesForm);
  const nameOf = (member: string) => members.data?.find(({ id }) => id === member)?.name ?? member;
  // Emergency access to another hospital's question has that request; one to the chart here has its moment.
  const noticeOf = ({ at, interaction, request }: DisclosureRow): EmergencyNotice | undefined =>
    notices.data?.find((notice) =>
      request === null
        ? interaction === 'break-glass' && notice.at === at
        : notice.request === request,
    );

  return {
    isOpen: (row: DisclosureRow) => {
      const notice = noticeOf(row);
      return notice === undefined ? row.request !== null : !notice.seen;
    },
    line(seen: SeenRow, isOnTop: boolean): FeedLine {
      const { row } = seen;
      const notice = noticeOf(row);
      const reason = row.text ?? notice?.text ?? '';
      return {
        id: `${seen.custodian}/${idOf(row)}`,
        kind:
          row.outcome === 'refused' || isThrownAway(row)
            ? 'refused'
            : isEmergency(row)
              ? 'emergency'
              : 'seen',
        ...(isOnTop && notice !== undefined ? { above: say('seen.onTop') } : {}),
        sentence: (
          <>
            <Rich text={seenSentence(seen, { say, formats, nameOf })} />
            {isEmergency(row) && reason !== '' ? (
              <>
                <br />
                {say('seen.reason', { text: reason })}
              </>
            ) : null}
            {isEmergency(row) && row.review !== null ? (
              <>
                <br />
                {reviewWords(row.review, say)}
              </>
            ) : null}
            {row.delayed === null ? null : (
              <>
                <br />
                {say('seen.late', { why: row.delayed })}
              </>
            )}
          </>
        ),
        when: seenWhen(row, formats, say('seen.to')),
        more: <Link href={`/me/seen/${encodeURIComponent(idOf(row))}`}>{say('seen.more')}</Link>,
        ...(isOnTop && notice !== undefined && decides
          ? {
              acts: <Answering id={notice.id} />,
            }
          : {}),
      };
    },
  };
}

function reviewWords(
  review: string,
  say: ReturnType<typeof useWords<typeof patientWords.en>>,
): string {
  switch (review) {
    case 'justified':
      return say('seen.review.justified');
    case 'not-justified':
      return say('seen.review.not-justified');
    case 'overdue':
      return say('seen.review.overdue');
    default:
      return say('seen.review.open');
  }
}
