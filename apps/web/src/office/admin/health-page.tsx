import { useAnswer } from '../../api/use-answer.ts';
import { statusForm } from '../../frame/status.ts';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { healthWords } from '../words/health-words.ts';
import { Certificates } from './upkeep.tsx';
import { HealthFacts, incidentsForm, setAside } from './health-facts.tsx';

/** The health of node and ledger in six sentences, and below them what is behind each. */
export function HealthPage() {
  const say = useWords(healthWords);
  const { data: status } = useAnswer('status', {}, statusForm, { everyMs: 10_000 });
  return (
    <div className="wrap wrap--office stack">
      <div>
        <h1>{say('title')}</h1>
        <p className="lead soft">{say('lead')}</p>
      </div>
      <div className="panel">
        <HealthFacts />
      </div>
      {status === undefined || status.faults.length === 0 ? null : (
        <Notice kind="alarm">
          <b>{say('faults')}</b>
          {status.faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </Notice>
      )}
      <Aside />
      <Certificates />
      <p className="quiet small">
        {say('commandLead')} <code>careledger status</code>, <code>careledger verify</code>,{' '}
        <code>careledger incidents</code>
      </p>
    </div>
  );
}

function Aside() {
  const say = useWords(healthWords);
  const formats = useFormats();
  const { data = [] } = useAnswer('incidents', {}, incidentsForm);
  const rows = setAside(data);
  if (rows.length === 0) return null;
  return (
    <Panel title={say('list')}>
      <table className="tbl">
        <caption className="sr-only">{say('list')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('when')}</th>
            <th scope="col">{say('what')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, what }, index) => (
            <tr key={index}>
              <td className="nowrap">
                {at === undefined ? '–' : formats.when(at, { seconds: true, absolute: true })}
              </td>
              <td>{what.replaceAll('-', ' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
