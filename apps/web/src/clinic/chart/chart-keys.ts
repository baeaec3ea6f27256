import { useHotkeys } from '@mantine/hooks';
import { useLocation } from 'wouter';
import { usePrefs } from '../../prefs/prefs.tsx';

/** The tabs of a chart in their order, as their addresses end. */
export const tabs = ['', 'timeline', 'results', 'medicines', 'documents', 'live', 'seen'] as const;

/** A tab of the chart. */
export type Tab = (typeof tabs)[number];

/** The address of a tab. */
export function tabAddress(patient: string, tab: Tab): string {
  return tab === '' ? `/patients/${patient}` : `/patients/${patient}/${tab}`;
}

/** The chart's keys, outside fields: 1 to 7, n, o, Shift+B; they can be switched off (WCAG 2.1.4). */
export function useChartKeys(patient: string, onNote: () => void): void {
  const { letters } = usePrefs();
  const [, goTo] = useLocation();
  const keys: [string, () => void][] = [
    ...tabs.map((tab, index): [string, () => void] => [
      String(index + 1),
      () => goTo(tabAddress(patient, tab)),
    ]),
    ['n', onNote],
    ['o', () => goTo(`/patients/${patient}/ask`)],
    ['shift+B', () => goTo(`/patients/${patient}/emergency`)],
  ];
  useHotkeys(letters ? keys : []);
}
