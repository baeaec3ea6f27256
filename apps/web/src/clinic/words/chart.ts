import type { Bundle } from '../../words/words.ts';
import { chartDe } from './chart-de.ts';
import { chartEn } from './chart-en.ts';

/** The sentences of the chart. */
export const chartWords: Bundle<typeof chartEn> = { en: chartEn, de: chartDe };

/** The key of one of these sentences. */
export type ChartKey = keyof typeof chartEn;
