import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { tokenColour, type TokenColour } from './token-colour.ts';

/** What a plot is drawn from; times in seconds, as uPlot wants them. */
export interface PlotSpec {
  readonly data: UPlot.AlignedData;
  readonly height: number;
  /** Says the options in the colours of the present theme. */
  readonly options: (colour: TokenColour) => Omit<UPlot.Options, 'height' | 'width'>;
}

/** A plot of uPlot: as wide as its place, drawn anew when the theme or the data changes; `label` says it to screen readers. */
export function Plot({ spec, label }: { spec: PlotSpec; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = place.current;
    if (node === null) return undefined;
    const draw = () =>
      new UPlot(
        {
          ...spec.options(tokenColour),
          width: Math.max(200, node.clientWidth),
          height: spec.height,
        },
        spec.data,
        node,
      );
    let plot = draw();
    const sizes = new ResizeObserver(() =>
      plot.setSize({ width: Math.max(200, node.clientWidth), height: spec.height }),
    );
    sizes.observe(node);
    const themes = new MutationObserver(() => {
      plot.destroy();
      plot = draw();
    });
    themes.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      sizes.disconnect();
      themes.disconnect();
      plot.destroy();
    };
  }, [spec]);
  return <div ref={place} className="plot" role="img" aria-label={label} />;
}
