import type { Chart } from '../data/use-chart.ts';

/** What every dialog of a new entry gets. */
export interface Writing {
  readonly chart: Chart;
  readonly onClose: () => void;
}
