import * as v from 'valibot';
import { Link } from 'wouter';
import { rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useNavCount } from '../../frame/nav-count.ts';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { State } from '../../parts/state.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useMembers } from '../members.ts';
import { receiptsWords } from '../words/receipts-words.ts';

const receiptsForm = rowsOf(
  v.object({
    request: v.string(),
    at: v.union([v.number(), v.string()]),
    member: v.string(),
    what: v.string(),
  }),
);

type Row = v.InferOutput<typeof receiptsForm>[number];

/** Answers without a receipt, and receipts without an answer (D7). */
export function Receipts() {
  const say = useWords(receiptsWords);
  const receipts = useAnswer('receipts', {}, receiptsForm);
  useNavCount('/audit/receipts', receipts.data?.length);
  return (
    <div className="wrap wrap--office stack">
      <div>
        <h1>{say('title')}</h1>
        <p className="lead soft">{say('lead')}</p>
      </div>
      <Answer of={receipts} rows={4}>
        {(rows) => {
          const without = rows.filter(({ what }) => what === 'answer-without-receipt');
          const reverse = rows.filter(({ what }) => what !== 'answer-without-receipt');
          return (
            <>
              <List
                title={say('without')}
                lead={say('withoutLead')}
                none={say('withoutNone')}
                rows={without}
              />
              <List
                title={say('reverse')}
                lead={say('reverseLead')}
                none={say('reverseNone')}
                rows={reverse}
              />
              {rows.length === 0 ? null : (
                <Notice kind="plain">
                  <b>{say('meaning')}</b> {say('meaningText')}
                </Notice>
              )}
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function List({
  title,
  lead,
  none,
  rows,
}: {
  title: string;
  lead: string;
  none: string;
  rows: readonly Row[];
}) {
  return (
    <Panel
      title={title}
      acts={rows.length === 0 ? undefined : <span className="count">{rows.length}</span>}
      footer={lead}
    >
      <ul className="lines">
        {rows.length === 0 ? (
          <li>
            <State kind="ok">{none}</State>
          </li>
        ) : (
          rows.map((row) => <Line key={row.request} row={row} />)
        )}
      </ul>
    </Panel>
  );
}

function Line({ row }: { row: Row }) {
  const say = useWords(receiptsWords);
  const formats = useFormats();
  const { nameOf } = useMembers();
  const facts = {
    member: nameOf(row.member),
    at: formats.when(row.at, { seconds: true, absolute: true }),
  };
  const isMissing = row.what === 'answer-without-receipt';
  return (
    <li className="row">
      <State kind="part">{say(isMissing ? 'missing' : 'orphan', facts)}</State>
      {isMissing ? (
        <Link className="push" href={`/audit/seen/${encodeURIComponent(row.request)}`}>
          {say('look')}
        </Link>
      ) : null}
    </li>
  );
}
