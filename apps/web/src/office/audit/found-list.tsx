import { CustodyMark } from '../../parts/custody-mark.tsx';
import { Empty } from '../../parts/empty.tsx';
import { State, Tag } from '../../parts/state.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useMembers } from '../members.ts';
import { useTerm } from '../term.ts';
import { seenWords } from '../words/seen-words.ts';
import { AccessCells, AccessTable } from './access-table.tsx';
import { isEmergency, isThrownAway, type Found } from './disclosure.ts';
import { addressOfLine, isLine, type Line } from './line-address.ts';

/** What a search found, newest first; a row's name opens it beside the list. */
export function FoundList({ rows, open }: { rows: readonly Found[]; open: Line | undefined }) {
  const say = useWords(seenWords);
  if (rows.length === 0) return <Empty title={say('noneTitle')}>{say('none')}</Empty>;
  return (
    <AccessTable
      title={say('title')}
      columns={[
        say('when'),
        say('who'),
        say('organisation'),
        say('whatColumn'),
        { name: say('whom'), className: 'col-whom' },
        { name: say('why'), className: 'col-why' },
        say('basisColumn'),
        say('outcomeColumn'),
      ]}
    >
      {rows.map((row) => (
        <Row key={addressOfLine(row)} row={row} isOpen={open !== undefined && isLine(row, open)} />
      ))}
    </AccessTable>
  );
}

function Row({ row, isOpen }: { row: Found; isOpen: boolean }) {
  const say = useWords(seenWords);
  const term = useTerm();
  const { member } = useWho();
  const { nameOf } = useMembers();
  return (
    <tr aria-selected={isOpen}>
      <AccessCells
        row={row}
        seconds
        name={shortName(row.who)}
        label={(at) => say('openOf', { who: row.who, at })}
      />
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
  if (isThrownAway(row)) return <State kind="plain">{say('thrownAway')}</State>;
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
