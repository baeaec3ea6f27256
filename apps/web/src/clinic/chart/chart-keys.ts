import { useLocation } from 'wouter';
import { useLetters, type Letter } from '../../frame/letters.ts';

/** The tabs of a chart in their order, as their addresses end. */
export const tabs = ['', 'timeline', 'results', 'medicines', 'documents', 'live', 'seen'] as const;

/** A tab of the chart. */
export type Tab = (typeof tabs)[number];

/** The address of a tab. */
export function tabAddress(patient: string, tab: Tab): string {
  return tab === '' ? `/patients/${patient}` : `/patients/${patient}/${tab}`;
}

/** The chart's keys: 1 to 7 for its tabs, n, o, Shift+B. */
export function useChartKeys(patient: string, onNote: () => void): void {
  const [, goTo] = useLocation();
  useLetters([
    ...tabs.map((tab, index): Letter => [String(index + 1), () => goTo(tabAddress(patient, tab))]),
    ['n', onNote],
    ['o', () => goTo(`/patients/${patient}/ask`)],
    ['shift+B', () => goTo(`/patients/${patient}/emergency`)],
  ]);
}
