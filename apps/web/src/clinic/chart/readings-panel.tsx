import { Link } from 'wouter';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useReadings } from '../live/monitor.ts';
import { VitalSpark } from '../live/vital-spark.tsx';
import { latestOf, pointsOf, vitals } from '../live/vitals.ts';
import { chartWords } from '../words/chart.ts';
import { liveWords } from '../words/live.ts';

const enough = 1_000;

/** The last values that monitors sent, each with its time; nothing where no monitor sends. */
export function ReadingsPanel({ patient }: { patient: string }) {
  const say = useWords(chartWords);
  const sayLive = useWords(liveWords);
  const formats = useFormats();
  const readings = useReadings(patient, enough).data ?? [];
  const rows = vitals.flatMap((vital) => {
    const points = pointsOf(readings, vital);
    const latest = latestOf(points);
    return latest === undefined ? [] : [{ vital, points, latest }];
  });
  if (rows.length === 0) return null;
  const newest = Math.max(...rows.map(({ latest }) => latest.at));
  return (
    <section className="panel" aria-labelledby="readings">
      <header>
        <h2 id="readings">{say('readings')}</h2>
        <span className="push quiet small">
          {say('readings.monitor', { when: formats.when(newest) })}
        </span>
      </header>
      <table className="tbl parts">
        <caption className="sr-only">{say('readings')}</caption>
        <tbody>
          {rows.map(({ latest, points, vital }) => (
            <tr key={vital.name}>
              <th scope="row">{sayLive(`vital.${vital.name}`)}</th>
              <td className="num nowrap">
                <b>{formats.number(latest.value ?? 0, { digits: vital.digits })}</b>{' '}
                <span className="unit">{vital.unit}</span>
              </td>
              <td className="trend-cell">
                <VitalSpark points={points} vital={vital} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer>
        <Link href={`/patients/${patient}/live`}>{say('readings.open')}</Link>
      </footer>
    </section>
  );
}
