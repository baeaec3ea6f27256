import { useFormats, useWords } from '../../prefs/prefs.tsx';
import type { Flag, Range, ResultPoint } from '../record/results.ts';
import { valueWords } from '../record/quantity.ts';
import { chartWords } from '../words/chart.ts';

const arrows = { high: '↑', low: '↓', abnormal: '!' } as const;

/** A value with the arrow that says above or below its range, spoken in words. */
export function FlaggedValue({ point }: { point: ResultPoint }) {
  const formats = useFormats();
  const shown = point.amount === null ? point.words : valueWords(point.amount, formats);
  return (
    <>
      <FlagMark flag={point.flag} />
      {shown}
    </>
  );
}

/** The arrow before a value out of its range. */
export function FlagMark({ flag }: { flag: Flag }) {
  const say = useWords(chartWords);
  if (flag === null) return null;
  return (
    <span className="flag-mark">
      <span aria-hidden="true">{arrows[flag]} </span>
      <span className="sr-only">{say(`results.${flag}`)} </span>
    </span>
  );
}

/** Gives a reference range as it is written: `4–11`, `< 5`, `> 1.86`. */
export function useRangeWords(): (range: Range | null) => string {
  const formats = useFormats();
  return (range) => {
    if (range === null) return '';
    const { low, high } = range;
    const [from, to] = [low, high].map((side) => (side === null ? '' : formats.number(side)));
    if (low === null || (low === 0 && high !== null)) return `< ${to ?? ''}`;
    return high === null ? `> ${from ?? ''}` : `${from ?? ''}–${to ?? ''}`;
  };
}
