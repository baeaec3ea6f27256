import { useState } from 'react';
import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Tag } from '../../parts/state.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { DayField } from '../day-field.tsx';
import { unusualWords } from '../words/unusual-words.ts';
import { AccessCells, AccessTable } from './access-table.tsx';
import { addressOfLine } from './line-address.ts';

const rules = [
  'oneself',
  'same-family-name',
  'colleague',
  'outside-care-team',
  'night',
  'many',
] as const;

const unusualForm = rowsOf(
  v.object({
    id: v.string(),
    at: v.string(),
    count: v.number(),
    who: v.string(),
    patient: maybeText,
    patientName: maybeText,
    reasons: v.array(v.object({ rule: v.string(), says: v.string() })),
  }),
);

type Row = v.InferOutput<typeof unusualForm>[number];

/** Accesses that a rule lists for review, with the rule in words. */
export function Unusual() {
  const say = useWords(unusualWords);
  const [days, setDays] = useState({ from: '', until: '' });
  const [asked, setAsked] = useState(days);
  const [unread, setUnread] = useState({ from: false, until: false });
  const unusual = useAnswer(
    'unusual',
    {
      ...(asked.from === '' ? {} : { from: asked.from }),
      ...(asked.until === '' ? {} : { until: asked.until }),
    },
    unusualForm,
  );
  return (
    <div className="wrap wrap--office stack">
      <div>
        <h1>{say('title')}</h1>
        <p className="lead soft">{say('lead')}</p>
      </div>
      <form
        className="row row--fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (!unread.from && !unread.until) setAsked(days);
        }}
      >
        <DayField
          label={say('from')}
          day={days.from}
          onDay={(from, isUnread) => {
            setDays({ ...days, from });
            setUnread({ ...unread, from: isUnread });
          }}
        />
        <DayField
          label={say('until')}
          day={days.until}
          onDay={(until, isUnread) => {
            setDays({ ...days, until });
            setUnread({ ...unread, until: isUnread });
          }}
        />
        <Button type="submit" busy={unusual.isFetching}>
          {say('show')}
        </Button>
      </form>
      <Answer of={unusual} rows={6}>
        {(rows) => <Listed rows={rows} />}
      </Answer>
      <Panel title={say('rules')}>
        <p className="pad row">
          {rules.map((rule) => (
            <Tag key={rule}>{say(`rule.${rule}`)}</Tag>
          ))}
        </p>
      </Panel>
    </div>
  );
}

function Listed({ rows }: { rows: readonly Row[] }) {
  const say = useWords(unusualWords);
  if (rows.length === 0) return <Empty title={say('noneTitle')}>{say('none')}</Empty>;
  return (
    <>
      <p className="quiet small" role="status">
        {say('found', { n: rows.length })}
      </p>
      <AccessTable
        title={say('title')}
        columns={[say('when'), say('who'), say('whom'), say('why')]}
      >
        {rows.map((row) => (
          <Line key={addressOfLine(row)} row={row} />
        ))}
      </AccessTable>
    </>
  );
}

function Line({ row }: { row: Row }) {
  const say = useWords(unusualWords);
  return (
    <tr>
      <AccessCells row={row} label={(at) => say('look', { who: row.who, at })} />
      <td>{row.patientName ?? say('unknown')}</td>
      <td>
        <span className="row">
          {row.reasons.map(({ rule }) => (
            <Tag key={rule} kind="part">
              <RuleWords rule={rule} />
            </Tag>
          ))}
        </span>
      </td>
    </tr>
  );
}

function RuleWords({ rule }: { rule: string }) {
  const say = useWords(unusualWords);
  const known = rules.find((each) => each === rule);
  return known === undefined ? rule.replaceAll('-', ' ') : say(`rule.${known}`);
}
