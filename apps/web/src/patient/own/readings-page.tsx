import { useMemo } from 'react';
import { Link } from 'wouter';
import { useAnswer } from '../../api/use-answer.ts';
import { Empty } from '../../parts/empty.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, usePrefs, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { showUnit } from '../../words/show-unit.ts';
import { plainName } from '../record/plain-words.ts';
import { ProofPart } from '../seen/proof-part.tsx';
import { patientWords } from '../words.ts';
import { columnsOf, readingsForm, seriesOf, type Series } from './series.ts';
import { Trend } from './trend.tsx';

const colorOf: Readonly<Record<string, string>> = {
  '8867-4': '--tr-hr',
  '59408-5': '--tr-spo2',
  '2708-6': '--tr-spo2',
  '9279-1': '--tr-rr',
  '8480-6': '--tr-bp',
  '8462-4': '--tr-bp',
  '8310-5': '--tr-temp',
};
const newest = 20;

/** The patient's own readings: each kind as a trend, with its last value and the same data as a table. */
export function ReadingsPage() {
  const say = useWords(patientWords);
  const { patient = '', memberName } = useWho();
  const readings = useAnswer('readings', { patient, limit: 5_000 }, readingsForm);
  return (
    <div className="wrap">
      <div className="head head--mid">
        <h1>{say('readings.title')}</h1>
        <Link className="push" href="/me/devices">
          {say('readings.devices')}
        </Link>
      </div>
      <Answer of={readings} rows={6} who={memberName}>
        {(rows) => {
          const all = seriesOf(rows);
          const newestOne = rows.at(-1)?.reading;
          if (all.length === 0)
            return <Empty title={say('readings.empty')}>{say('readings.empty.text')}</Empty>;
          return (
            <>
              <div className="trends">
                {all.map((series) => (
                  <One key={series.name} series={series} />
                ))}
              </div>
              {newestOne === undefined ? null : (
                <ProofPart name={memberName} title={say('proof.reading')} id={newestOne} />
              )}
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function One({ series }: { series: Series }) {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { language } = usePrefs();
  const columns = useMemo(() => columnsOf(series), [series]);
  const name =
    plainName({ coding: [{ code: series.name }], text: series.name }, language) ?? series.name;
  const unit = showUnit(series.unit);
  const last = series.points.at(-1);
  return (
    <Panel title={name}>
      <div className="pad stack-2">
        {last === undefined ? null : (
          <p>
            <b className="last">{formats.number(last.value, unit === '' ? {} : { unit })}</b>{' '}
            <span className="quiet">{formats.when(last.at)}</span>
          </p>
        )}
        <Trend
          label={say('readings.trend', { name })}
          columns={columns}
          color={colorOf[series.name] ?? '--tr-hr'}
        />
        <details>
          <summary>{say('readings.table')}</summary>
          <table className="tbl">
            <caption className="sr-only">{name}</caption>
            <thead>
              <tr>
                <th scope="col">{say('readings.when')}</th>
                <th scope="col" className="num">
                  {say('readings.value')}
                </th>
              </tr>
            </thead>
            <tbody>
              {series.points
                .slice(-newest)
                .toReversed()
                .map(({ at, value }) => (
                  <tr key={at}>
                    <td>{formats.when(at, { seconds: true })}</td>
                    <td className="num">{formats.number(value, unit === '' ? {} : { unit })}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </details>
      </div>
    </Panel>
  );
}
