import { useMemo, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Segments } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { liveWords } from '../words/live.ts';
import { AlertList } from './alert-list.tsx';
import { useAlerts, useReadings, useScores, type Reading } from './monitor.ts';
import { Forged } from './forged.tsx';
import { NewsPanel } from './news-panel.tsx';
import { ReadingsTable } from './readings-table.tsx';
import { Silence } from './silence.tsx';
import { useNow } from './use-now.ts';
import { VitalPlot } from './vital-plot.tsx';
import { VitalTiles, type VitalSeries } from './vital-tiles.tsx';
import { pointsOf, vitals } from './vitals.ts';

/** The bed: numbers, score and trends from readings; each appears within a second, and says when it is stale (T9). */
export function LivePage() {
  return <ChartFrame tab="live">{({ chart }) => <Bed patient={chart.patient} />}</ChartFrame>;
}

function Bed({ patient }: { patient: string }) {
  const say = useWords(liveWords);
  const [span, setSpan] = useState<Span>('1');
  const readings = useReadings(patient, spans[span]);
  return (
    <>
      <Forged patient={patient} />
      <Answer of={readings} rows={6}>
        {(rows) =>
          rows.length === 0 ? (
            <Notice>
              <Rich text={say('none')} />
            </Notice>
          ) : (
            <Monitored patient={patient} readings={rows} span={span} onSpan={setSpan} />
          )
        }
      </Answer>
    </>
  );
}

function Monitored({
  patient,
  readings,
  span,
  onSpan,
}: {
  patient: string;
  readings: readonly Reading[];
  span: Span;
  onSpan: (span: Span) => void;
}) {
  const say = useWords(liveWords);
  const formats = useFormats();
  const now = useNow();
  const score = useScores(patient).data?.at(-1);
  const alerts = useAlerts(patient).data ?? [];
  const series = useMemo(
    () =>
      vitals
        .map((vital): VitalSeries => ({ vital, points: pointsOf(readings, vital) }))
        .filter(({ points }) => points.length > 0),
    [readings],
  );
  const newest = Math.max(...series.flatMap(({ points }) => points.at(-1)?.at ?? 0));
  return (
    <>
      <Silence since={newest} now={now} />
      <div className="live-grid">
        <div>
          <Trends
            series={series}
            until={newest}
            span={span}
            isCut={readings.length >= spans[span]}
            onSpan={onSpan}
          />
        </div>
        <div>
          <section className="panel o1" aria-labelledby="now">
            <header>
              <h2 id="now">{say('now')}</h2>
              <span className="push quiet small">
                {say('measured', { when: formats.when(newest, { seconds: true }) })}
              </span>
            </header>
            <VitalTiles series={series} score={score} now={now} />
          </section>
          {score === undefined ? null : <NewsPanel score={score} />}
          <AlertList alerts={alerts} />
        </div>
      </div>
    </>
  );
}

/** How many readings are asked for, by the hours of the span. */
const spans = { '1': 12_000, '4': 40_000, '24': 100_000, '72': 100_000 } as const;
const spanNames = ['1', '4', '24', '72'] as const;
type Span = keyof typeof spans;
const hour = 3_600_000;

function Trends({
  series,
  until,
  span,
  isCut,
  onSpan,
}: {
  series: readonly VitalSeries[];
  until: number;
  span: Span;
  /** There are more readings than were asked for, so that the span may begin later. */
  isCut: boolean;
  onSpan: (span: Span) => void;
}) {
  const say = useWords(liveWords);
  const [isTable, setTable] = useState(false);
  const from = until - Number(span) * hour;
  const shown = series.map(({ points, vital }) => ({
    vital,
    points: points.filter(({ at }) => at >= from),
  }));
  return (
    <section className="panel o3" aria-labelledby="trends">
      <header>
        <h2 id="trends">{say('trends')}</h2>
        <span className="push row">
          <Segments
            label={say('span')}
            value={span}
            options={spanNames.map((value) => ({ value, label: say(`span.${value}`) }))}
            onChange={onSpan}
          />
          <Button size="small" onClick={() => setTable(!isTable)}>
            {say(isTable ? 'asTrend' : 'asTable')}
          </Button>
        </span>
      </header>
      {isTable ? (
        <ReadingsTable series={shown} />
      ) : (
        shown.map(({ points, vital }) => (
          <div key={vital.name} className="vital-track">
            <h3 className={`vital__${vital.name}`}>
              {say(`vital.${vital.name}`)} <span className="quiet">{vital.unit}</span>
            </h3>
            {points.length === 0 ? (
              <p className="quiet small">{say('noneInSpan')}</p>
            ) : (
              <VitalPlot points={points} vital={vital} from={from} until={until} />
            )}
          </div>
        ))
      )}
      <footer>
        {isCut ? `${say('trends.cut')} ` : ''}
        {say('trends.foot')}
      </footer>
    </section>
  );
}
