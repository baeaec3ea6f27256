import { useMantineColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useFormats } from '../../prefs/prefs.tsx';
import type { Formats } from '../../words/format.ts';

const heightPx = 150;

/** A trend as a line with points; null is a gap. Redrawn when the page's width or appearance changes. */
export function Trend({
  label,
  columns,
  color,
}: {
  label: string;
  columns: [number[], (number | null)[]];
  /** The name of a token, such as `--tr-hr`. */
  color: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  const formats = useFormats();
  const { colorScheme } = useMantineColorScheme();
  useEffect(() => {
    const at = place.current;
    if (at === null) return undefined;
    const token = (name: string) => getComputedStyle(at).getPropertyValue(name).trim();
    const axis = {
      stroke: token('--ink-3'),
      grid: { stroke: token('--tr-grid'), width: 1 },
      ticks: { stroke: token('--tr-grid') },
      font: `12px ${token('--font')}`,
    };
    const plot = new UPlot(
      {
        width: Math.max(240, at.clientWidth),
        height: heightPx,
        legend: { show: false },
        cursor: { y: false },
        axes: [
          { ...axis, space: 80, values: (_, splits) => labelsAt(splits, formats) },
          { ...axis, size: 44 },
        ],
        series: [
          {},
          {
            label,
            stroke: token(color),
            width: 1.6,
            spanGaps: false,
            points: { show: columns[0].length < 200, size: 5 },
          },
        ],
      },
      columns,
      at,
    );
    const watch = new ResizeObserver(() =>
      plot.setSize({ width: Math.max(240, at.clientWidth), height: heightPx }),
    );
    watch.observe(at);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [label, columns, color, colorScheme, formats]);
  return <div ref={place} className="own-trend" role="img" aria-label={label} />;
}

const dayS = 86_400;
const minuteS = 60;

/** A day where the axis spans days, else the time, each once; never figures that could be read in two ways. */
function labelsAt(splits: readonly number[], formats: Formats): string[] {
  const span = (splits.at(-1) ?? 0) - (splits[0] ?? 0);
  const labels = splits.map((at) =>
    span > 1.5 * dayS
      ? formats.shortDate(at * 1_000)
      : formats.time(at * 1_000, { seconds: span < 5 * minuteS }),
  );
  return labels.map((label, index) => (labels[index - 1] === label ? '' : label));
}
