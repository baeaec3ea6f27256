import type { Letter } from '../../frame/letters.ts';

/** The tabs of a chart in their order, as their addresses end. */
export const tabs = ['', 'timeline', 'results', 'medicines', 'documents', 'live', 'seen'] as const;

/** A tab of the chart. */
export type Tab = (typeof tabs)[number];

/** The address of a tab. */
export function tabAddress(patient: string, tab: Tab): string {
  return tab === '' ? `/patients/${patient}` : `/patients/${patient}/${tab}`;
}

/** The keys that lead through a chart, while `here` is in one: 1 to 7 for its tabs, o, Shift+B. */
export function chartKeys(here: string, go: (path: string) => void): readonly Letter[] {
  const patient = /^\/patients\/([^/]+)/.exec(here)?.[1];
  if (patient === undefined) return [];
  return [
    ...tabs.map((tab, index): Letter => [String(index + 1), () => go(tabAddress(patient, tab))]),
    ['o', () => go(`/patients/${patient}/ask`)],
    ['shift+B', () => go(`/patients/${patient}/emergency`)],
  ];
}
