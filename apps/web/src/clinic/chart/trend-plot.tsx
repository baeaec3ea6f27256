import { useMemo } from 'react';
import type UPlot from 'uplot';
import { useFormats } from '../../prefs/prefs.tsx';
import { axes } from '../plot/axes.ts';
import { Plot, type PlotSpec } from '../plot/plot.tsx';
import { valueWords } from '../record/quantity.ts';
import type { Range, ResultPoint, ResultSeries } from '../record/results.ts';
import { useTestWords } from '../record/test-words.ts';

/** The course of a test: grey band the reference range, dashed what another hospital measured. */
export function TrendPlot({ series }: { series: ResultSeries }) {
  const formats = useFormats();
  const { latest, points } = series;
  const name = useTestWords()(series.name);
  const spec = useMemo((): PlotSpec => {
    const shown = points.filter(({ amount }) => amount !== null);
    const bounds = boundsOf(shown, latest.range);
    return {
      height: 260,
      // Undefined is mere alignment of the two lines; nothing is missing there.
      data: [
        shown.map(({ at }) => at / 1000),
        shown.map(({ amount, entry }) => (entry.isOurs ? (amount?.value ?? null) : undefined)),
        shown.map(({ amount, entry }) => (entry.isOurs ? undefined : (amount?.value ?? null))),
      ],
      options: (colour) => ({
        legend: { show: false },
        cursor: { y: false },
        scales: { y: { range: bounds } },
        axes: axes(colour, formats, { isDays: true }),
        series: [
          {},
          {
            stroke: colour('--ink'),
            width: 1.6,
            points: { show: true, size: 6, fill: colour('--ink') },
          },
          {
            stroke: colour('--other'),
            width: 1.6,
            dash: [5, 4],
            points: { show: true, size: 6, stroke: colour('--other'), fill: colour('--surface') },
          },
        ],
        hooks: { drawClear: [(plot) => drawRange(plot, latest.range, bounds, colour('--sunken'))] },
      }),
    };
  }, [points, latest.range, formats]);
  const words = points.map(({ amount }) => (amount === null ? '' : valueWords(amount, formats)));
  return <Plot spec={spec} label={`${name}: ${words.filter((each) => each !== '').join(', ')}`} />;
}

function boundsOf(points: readonly ResultPoint[], range: Range | null): [number, number] {
  const values = [
    ...points.map(({ amount }) => amount?.value ?? 0),
    ...[range?.low, range?.high].filter((side) => typeof side === 'number'),
  ];
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const margin = (greatest - least || Math.abs(greatest) || 1) * 0.1;
  return [least >= 0 ? Math.max(0, least - margin) : least - margin, greatest + margin];
}

function drawRange(
  plot: UPlot,
  range: Range | null,
  [least, greatest]: readonly [number, number],
  fill: string,
): void {
  if (range === null) return;
  const top = plot.valToPos(range.high ?? greatest, 'y', true);
  const bottom = plot.valToPos(range.low ?? least, 'y', true);
  plot.ctx.save();
  plot.ctx.fillStyle = fill;
  plot.ctx.fillRect(plot.bbox.left, top, plot.bbox.width, bottom - top);
  plot.ctx.restore();
}
