import { Link } from 'wouter';
import { CustodyMark } from '../../parts/custody-mark.tsx';
import { Empty } from '../../parts/empty.tsx';
import { State, Tag } from '../../parts/state.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useMembers } from '../members.ts';
import { useTerm } from '../term.ts';
import { seenWords } from '../words/seen-words.ts';
import { isEmergency, type Found } from './disclosure.ts';

/** What a search found, newest first; a row's name opens it beside the list. */
export function FoundList({ rows, open }: { rows: readonly Found[]; open: string | undefined }) {
  const say = useWords(seenWords);
  if (rows.length === 0) return <Empty title={say('noneTitle')}>{say('none')}</Empty>;
  return (
    <div className="panel scroll-x" tabIndex={0} role="group" aria-label={say('title')}>
      <table className="tbl">
        <caption className="sr-only">{say('title')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('when')}</th>
            <th scope="col">{say('who')}</th>
            <th scope="col">{say('organisation')}</th>
            <th scope="col">{say('whatColumn')}</th>
            <th scope="col" className="col-whom">
              {say('whom')}
            </th>
            <th scope="col" className="col-why">
              {say('why')}
            </th>
            <th scope="col">{say('basisColumn')}</th>
            <th scope="col">{say('outcomeColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} isOpen={row.id === open} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, isOpen }: { row: Found; isOpen: boolean }) {
  const say = useWords(seenWords);
  const term = useTerm();
  const formats = useFormats();
  const { member } = useWho();
  const { nameOf } = useMembers();
  const when = formats.when(row.at, { seconds: true, absolute: true });
  return (
    <tr aria-selected={isOpen}>
      <td className="nowrap">
        {when}
        {row.count > 1 ? (
          <span className="quiet small"> {say('times', { n: row.count })}</span>
        ) : null}
      </td>
      <td>
        <Link
          className="who-name"
          href={`/audit/seen/${encodeURIComponent(row.id)}`}
          aria-label={say('openOf', { who: row.who, at: when })}
        >
          <b>{shortName(row.who)}</b>
        </Link>
      </td>
      <td>
        <CustodyMark
          custody={row.organisation === member ? 'here' : 'elsewhere'}
          name={nameOf(row.organisation)}
        />
      </td>
      <td>{whatOf(row, term, (n) => say('moreKinds', { n }))}</td>
      <td className="col-whom">
        {row.patientName ?? (row.patient === null ? '–' : say('unknownPatient'))}
      </td>
      <td className="col-why">{term('purpose', row.purpose)}</td>
      <td>
        {isEmergency(row) ? (
          <Tag kind="access">{term('basis', row.basis)}</Tag>
        ) : row.outcome === 'refused' ? (
          term('because', row.because)
        ) : (
          term('basis', row.basis)
        )}
      </td>
      <td>
        <Outcome row={row} />
      </td>
    </tr>
  );
}

function Outcome({ row }: { row: Found }) {
  const say = useWords(seenWords);
  if (row.outcome === 'refused') return <State kind="plain">{say('refused')}</State>;
  if (isEmergency(row)) return <State kind="access">{say('opened')}</State>;
  return (
    <State kind="off" icon="eye">
      {say('seen')}
    </State>
  );
}

const mostKinds = 3;

/** What was looked at, in words: the first kinds and how many more, or the way it was looked at. */
export function whatOf(
  row: Pick<Found, 'interaction'> & { what?: readonly string[] },
  term: ReturnType<typeof useTerm>,
  more: (n: number) => string,
): string {
  const kinds = Array.from(new Set((row.what ?? []).map((kind) => term('kind', kind))));
  if (kinds.length === 0)
    return row.interaction === null ? '–' : term('interaction', row.interaction);
  if (kinds.length <= mostKinds + 1) return kinds.join(', ');
  return `${kinds.slice(0, mostKinds).join(', ')}, ${more(kinds.length - mostKinds)}`;
}

/** The name without the hospital that follows it, which has its own column. */
function shortName(who: string): string {
  return who.split(',')[0] ?? who;
}
