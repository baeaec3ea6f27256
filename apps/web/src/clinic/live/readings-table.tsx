import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { WideTable } from '../chart/wide-table.tsx';
import { liveWords } from '../words/live.ts';
import type { VitalSeries } from './vital-tiles.tsx';

const most = 400;

/** The same readings as a table, newest first, with measured and arrival time. */
export function ReadingsTable({ series }: { series: readonly VitalSeries[] }) {
  const say = useWords(liveWords);
  const formats = useFormats();
  const rows = series
    .flatMap(({ points, vital }) => points.map((point) => ({ point, vital })))
    .filter(({ point }) => point.value !== null)
    .toSorted((left, right) => right.point.at - left.point.at)
    .slice(0, most);
  return (
    <WideTable
      caption={say('trends')}
      heads={[
        say('table.at'),
        say('news.part'),
        { words: say('table.value'), isNumber: true },
        say('table.received'),
      ]}
    >
      {rows.map(({ point, vital }) => (
        <tr key={`${vital.name} ${point.at}`}>
          <td className="nowrap">{formats.when(point.at, { seconds: true })}</td>
          <th scope="row">{say(`vital.${vital.name}`)}</th>
          <td className="num">
            {formats.number(point.value ?? 0, { digits: vital.digits, unit: vital.unit })}
          </td>
          <td className="nowrap quiet">{formats.time(point.receivedAt, { seconds: true })}</td>
        </tr>
      ))}
    </WideTable>
  );
}
