import { Points } from '../../parts/points.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { liveWords } from '../words/live.ts';
import type { ScoreRow } from './monitor.ts';
import { pointsMark, pointsOfParts } from './news-parts.ts';
import { gapOf, isStale, latestOf, type Vital, type VitalName, type VitalPoint } from './vitals.ts';

/** A vital sign with its points in time. */
export interface VitalSeries {
  readonly vital: Vital;
  readonly points: readonly VitalPoint[];
}

const partOf = {
  pulse: 'pulse',
  spo2: 'spo2',
  rate: 'respiratoryRate',
  temperature: 'temperature',
  systolic: 'systolic',
} as const;

/** The numbers of the bed, large, each with its time; what is too old is hatched and says so (T9). */
export function VitalTiles({
  series,
  score,
  now,
}: {
  series: readonly VitalSeries[];
  score: ScoreRow | undefined;
  now: number;
}) {
  return (
    <div className="vitals">
      {series
        .filter(({ vital }) => vital.name !== 'diastolic')
        .map((each) => (
          <Tile
            key={each.vital.name}
            series={each}
            below={
              each.vital.name === 'systolic'
                ? series.find(({ vital }) => vital.name === 'diastolic')
                : undefined
            }
            score={score}
            now={now}
          />
        ))}
    </div>
  );
}

function Tile({
  series: { points, vital },
  below,
  score,
  now,
}: {
  series: VitalSeries;
  /** The lower value of a pressure. */
  below: VitalSeries | undefined;
  score: ScoreRow | undefined;
  now: number;
}) {
  const say = useWords(liveWords);
  const formats = useFormats();
  const latest = latestOf(points);
  if (latest === undefined) return null;
  const stale = isStale(latest, gapOf(points, vital), now);
  const part = isPart(vital.name) ? partOf[vital.name] : undefined;
  const given = score === undefined || part === undefined ? null : pointsOfParts(score)[part];
  const lower = below === undefined ? undefined : latestOf(below.points);
  const number = (point: VitalPoint) => formats.number(point.value ?? 0, { digits: vital.digits });
  return (
    <div className={stale ? 'vital vital--stale' : 'vital'}>
      <span className={`n vital__${vital.name}`}>
        {say(lower === undefined ? `vital.${vital.name}` : 'vital.pressure')}
      </span>
      {given === null || stale ? <span /> : <Points points={pointsMark(given)} />}
      <span className={lower === undefined ? 'v' : 'v v--pair'}>
        {number(latest)}
        {lower === undefined ? '' : `/${number(lower)}`} <small>{vital.unit}</small>
      </span>
      <span className="m">
        {stale
          ? say('stale', { when: formats.when(latest.at) })
          : formats.when(latest.at, { seconds: true })}
      </span>
    </div>
  );
}

function isPart(name: VitalName): name is keyof typeof partOf {
  return name in partOf;
}
