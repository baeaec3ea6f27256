import { useQueries } from '@tanstack/react-query';
import { callNode } from '../../api/node.ts';
import { useWords } from '../../prefs/prefs.tsx';
import { useAlerts, scoresForm } from '../live/monitor.ts';
import { parts } from '../live/news-parts.ts';
import { useNow } from '../live/use-now.ts';
import { placesWords } from '../words/places.ts';
import { liveWords } from '../words/live.ts';
import { patientsWords } from '../words/patients.ts';
import { BoardRow } from './board-row.tsx';
import { byRisk } from './order.ts';
import type { Bed } from './wards.ts';

const unitOf = {
  respiratoryRate: '/min',
  spo2: '%',
  oxygen: '',
  systolic: 'mmHg',
  pulse: '/min',
  consciousness: 'ACVPU',
  temperature: '°C',
} as const;

/** The board: everyone by risk, the columns in the order of the NEWS2 chart. */
export function Board({ beds }: { beds: readonly Bed[] }) {
  const say = useWords(placesWords);
  const sayLive = useWords(liveWords);
  const sayPatients = useWords(patientsWords);
  const now = useNow();
  const alerts = useAlerts().data ?? [];
  const scores = useQueries({
    queries: beds.map(({ patient }) => ({
      queryKey: ['scores', { patient }],
      queryFn: () => callNode('scores', { patient }, scoresForm, 'background'),
    })),
  });
  const rows = beds
    .map((bed, index) => ({
      bed,
      name: bed.name,
      score: scores[index]?.data?.at(-1),
      before: scores[index]?.data?.findLast(
        (each, _at, all) => each.score !== all.at(-1)?.score && each.score !== null,
      ),
      alert: alerts.find(({ patient }) => patient === bed.patient),
    }))
    .toSorted(byRisk);
  return (
    <section className="panel" aria-label={say('ward.board')}>
      <div
        className="wide-table"
        data-scroll-x
        tabIndex={0}
        role="group"
        aria-label={say('ward.board')}
      >
        <table className="tbl board">
          <caption className="sr-only">{say('ward.board')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('ward.bed')}</th>
              <th scope="col">{sayPatients('name')}</th>
              <th scope="col">{sayLive('news')}</th>
              <th scope="col">{say('ward.change')}</th>
              {parts.map((part) => (
                <th key={part} scope="col" className="mid">
                  {sayLive(`short.${part}`)}
                  <br />
                  <small className="quiet">{unitOf[part]}</small>
                </th>
              ))}
              <th scope="col">{say('ward.last')}</th>
              <th scope="col">{say('ward.alert')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <BoardRow key={row.bed.patient} {...row} now={now} />
            ))}
          </tbody>
        </table>
      </div>
      <footer>{say('ward.credit')}</footer>
    </section>
  );
}
