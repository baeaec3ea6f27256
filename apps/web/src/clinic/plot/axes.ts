import type UPlot from 'uplot';
import type { Formats } from '../../words/format.ts';
import type { TokenColour } from './token-colour.ts';

const font = '12px system-ui, sans-serif';

/** Both axes in our colours; times as dates where the span is days, else as times of the day. */
export function axes(
  colour: TokenColour,
  formats: Formats,
  { isDays, size = 44 }: { readonly isDays: boolean; readonly size?: number },
): UPlot.Axis[] {
  const look = {
    stroke: colour('--ink-2'),
    font,
    grid: { stroke: colour('--tr-grid'), width: 1 },
    ticks: { stroke: colour('--tr-grid'), width: 1, size: 4 },
  };
  return [
    {
      ...look,
      space: isDays ? 90 : 60,
      values: (_plot, splits) =>
        splits.map((at) => (isDays ? formats.date(at * 1000) : formats.time(at * 1000))),
    },
    {
      ...look,
      size,
      space: 24,
      values: (_plot, splits) => splits.map((value) => formats.number(value)),
    },
  ];
}
