import { useFormats } from '../../prefs/prefs.tsx';
import type { ResultPoint, ResultSeries } from '../record/results.ts';
import { valueWords } from '../record/quantity.ts';
import { useTestWords } from '../record/test-words.ts';

const width = 120;
const height = 28;
const most = 12;

/** The last values of a test as a line: grey band the reference range, dashed what another hospital measured. */
export function Spark({ series }: { series: ResultSeries }) {
  const formats = useFormats();
  const testWords = useTestWords();
  const points = series.points.filter(({ amount }) => amount !== null).slice(-most);
  const values = points.map(({ amount }) => amount?.value ?? 0);
  const range = series.latest.range;
  const bounds = [
    ...values,
    ...[range?.low, range?.high].filter((side) => typeof side === 'number'),
  ];
  const [least, greatest] = [Math.min(...bounds), Math.max(...bounds)];
  const span = greatest - least || 1;
  const first = points[0]?.at ?? 0;
  const time = (points.at(-1)?.at ?? 0) - first || 1;
  const x = ({ at }: ResultPoint) => 3 + ((at - first) / time) * (width - 8);
  const y = (value: number) => height - 3 - ((value - least) / span) * (height - 6);
  const place = (point: ResultPoint) =>
    `${x(point).toFixed(1)} ${y(point.amount?.value ?? 0).toFixed(1)}`;
  const top = y(range?.high ?? greatest);
  const bottom = y(range?.low ?? least);
  const words = `${testWords(series.name)}: ${points
    .map(({ amount }) => (amount === null ? '' : valueWords(amount, formats)))
    .join(', ')}`;
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      {range === null ? null : (
        <rect className="ref" x="0" y={top} width={width} height={Math.max(1, bottom - top)} />
      )}
      {points.slice(1).map((point, index) => {
        const before = points[index];
        if (before === undefined) return null;
        const isOurs = point.entry.isOurs && before.entry.isOurs;
        return (
          <path
            key={`${point.entry.id}-${point.at}`}
            {...(isOurs ? {} : { className: 'oth' })}
            d={`M${place(before)} L${place(point)}`}
          />
        );
      })}
      {points.map((point) => (
        <path
          key={`${point.entry.custodian}${point.entry.id}`}
          className={point.entry.isOurs ? 'dot' : 'dot o'}
          d={`M${place(point)}h.01`}
        />
      ))}
    </svg>
  );
}
