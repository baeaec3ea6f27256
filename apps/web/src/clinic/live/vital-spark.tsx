import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { liveWords } from '../words/live.ts';
import { gapOf, withGaps, type Vital, type VitalPoint } from './vitals.ts';

const width = 120;
const height = 28;
const most = 60;

/** The last readings of a vital sign as a small line, broken where none arrived. */
export function VitalSpark({ points, vital }: { points: readonly VitalPoint[]; vital: Vital }) {
  const say = useWords(liveWords);
  const formats = useFormats();
  const shown = withGaps(points.slice(-most), gapOf(points, vital));
  const values = shown.flatMap(({ value }) => value ?? []);
  const [first, last] = [shown[0]?.at ?? 0, shown.at(-1)?.at ?? 0];
  const [least, greatest] = [
    Math.min(vital.scale[0], ...values),
    Math.max(vital.scale[1], ...values),
  ];
  const x = (at: number) => 3 + ((at - first) / (last - first || 1)) * (width - 8);
  const y = (value: number) => height - 2 - ((value - least) / (greatest - least)) * (height - 4);
  const path = shown
    .map(({ at, value }, index) => {
      if (value === null) return '';
      const isStart = index === 0 || shown[index - 1]?.value === null;
      return `${isStart ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join(' ');
  const ends = [values[0], values.at(-1)].flatMap((value) =>
    value === undefined ? [] : [formats.number(value, { digits: vital.digits })],
  );
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${say(`vital.${vital.name}`)} ${ends.join(' → ')}`}
    >
      <path d={path} />
    </svg>
  );
}
