import { useMemo } from 'react';
import type UPlot from 'uplot';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { axes } from '../plot/axes.ts';
import { Plot, type PlotSpec } from '../plot/plot.tsx';
import type { TokenColour } from '../plot/token-colour.ts';
import { liveWords } from '../words/live.ts';
import { gapOf, withGaps, type Vital, type VitalName, type VitalPoint } from './vitals.ts';

const colours: Readonly<Record<VitalName, `--${string}`>> = {
  pulse: '--tr-hr',
  spo2: '--tr-spo2',
  rate: '--tr-rr',
  temperature: '--tr-temp',
  systolic: '--tr-bp',
  diastolic: '--tr-bp',
  oxygen: '--ink-2',
};

/** One vital sign over a span, on a scale that is the same for all patients; hatched where no readings arrived. */
export function VitalPlot({
  points,
  vital,
  from,
  until,
}: {
  points: readonly VitalPoint[];
  vital: Vital;
  from: number;
  until: number;
}) {
  const say = useWords(liveWords);
  const formats = useFormats();
  const spec = useMemo((): PlotSpec => {
    const gapMs = gapOf(points, vital);
    const shown = withGaps(points, gapMs);
    const values = shown.flatMap(({ value }) => value ?? []);
    const scale: [number, number] = [
      Math.min(vital.scale[0], ...values),
      Math.max(vital.scale[1], ...values),
    ];
    return {
      height: 110,
      data: [shown.map(({ at }) => at / 1000), shown.map(({ value }) => value)],
      options: (colour) => ({
        legend: { show: false },
        cursor: { sync: { key: 'bed' }, y: false },
        scales: { x: { range: [from / 1000, until / 1000] }, y: { range: scale } },
        axes: axes(colour, formats, { isDays: false }),
        series: [
          {},
          {
            stroke: colour(colours[vital.name]),
            width: 1.6,
            spanGaps: false,
            points: { show: (plot, index) => isLone(plot, index), size: 4 },
          },
        ],
        hooks: { drawClear: [(plot) => hatchGaps(plot, shown, gapMs, colour)] },
      }),
    };
  }, [points, vital, from, until, formats]);
  const ends = [
    points.find(({ value }) => value !== null),
    points.findLast(({ value }) => value !== null),
  ];
  const words = ends.flatMap((point) =>
    point === undefined ? [] : [formats.number(point.value ?? 0, { digits: vital.digits })],
  );
  return (
    <Plot spec={spec} label={`${say(`vital.${vital.name}`)} ${words.join(' → ')} ${vital.unit}`} />
  );
}

/** Points are drawn where they are few: a line alone would hide one that stands between two gaps. */
function isLone(plot: UPlot, series: number): boolean {
  const values = plot.data[series] ?? [];
  return values.length < 80;
}

function hatchGaps(
  plot: UPlot,
  points: readonly VitalPoint[],
  gapMs: number,
  colour: TokenColour,
): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = colour('--stale-hatch');
  ctx.lineWidth = 1.5;
  for (const [index, point] of points.entries()) {
    const next = points[index + 1];
    if (next === undefined || next.at - point.at <= gapMs) continue;
    const left = Math.max(bbox.left, plot.valToPos(point.at / 1000, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(next.at / 1000, 'x', true));
    if (right <= left) continue;
    ctx.beginPath();
    ctx.rect(left, bbox.top, right - left, bbox.height);
    ctx.save();
    ctx.clip();
    ctx.beginPath();
    for (let x = left - bbox.height; x < right; x += 9) {
      ctx.moveTo(x, bbox.top + bbox.height);
      ctx.lineTo(x + bbox.height, bbox.top);
    }
    ctx.stroke();
    ctx.restore();
  }
  ctx.restore();
}
