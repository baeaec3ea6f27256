import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';
import { closedLabels, isClosed, kindRows, type ClosedLabel, type KindRow } from '../kinds.ts';

/** What is hidden from staff here, newest first. */
export const hiddenForm = rowsOf(
  v.object({
    objection: v.string(),
    who: v.nullable(v.object({ user: v.string(), name: v.string() })),
    categories: v.array(v.string()),
    since: v.string(),
    until: maybeText,
    guardian: maybeText,
  }),
);

/** A row that can be hidden: those that can be given, and the rest. */
export type HideRow = KindRow | 'other';

/** Every row that can be hidden, with its kinds of docs/categories.md; who she is stays. */
export const hideRows: readonly { readonly key: HideRow; readonly kinds: readonly string[] }[] = [
  ...kindRows,
  { key: 'other', kinds: ['social', 'billing', 'consent', 'restricted'] },
];

/** The patient's answers: from whom (a user name, or everybody who does not treat her), what, until when. */
export interface Hiding {
  readonly from: 'outside' | 'person';
  readonly user: string;
  readonly rows: readonly HideRow[];
  readonly labels: readonly ClosedLabel[];
  /** The last day, as 2026-12-31; empty until she lifts it. */
  readonly lastDay: string;
}

/** What the page begins with: nothing is ticked. */
export const firstHiding: Hiding = {
  from: 'outside',
  user: '',
  rows: [],
  labels: [],
  lastDay: '',
};

/** The rows without which somebody may be harmed. */
export const safetyRows: readonly HideRow[] = ['allergies', 'medications'];

/** Kinds and labels of the answers. */
export function hiddenCategories({ rows, labels }: Hiding): string[] {
  return [
    ...hideRows.filter(({ key }) => rows.includes(key)).flatMap(({ kinds }) => [...kinds]),
    ...closedLabels.filter((label) => labels.includes(label)),
  ];
}

/** The rows and labels of what is hidden. */
export function rowsHidden(categories: readonly string[]): {
  rows: HideRow[];
  labels: ClosedLabel[];
} {
  return {
    rows: hideRows
      .filter(({ kinds }) => kinds.some((kind) => categories.includes(kind)))
      .map(({ key }) => key),
    labels: categories.filter(isClosed),
  };
}

/** The end of a day at this machine, as the node takes it. */
export function endOf(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString();
}
