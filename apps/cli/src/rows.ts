import type { Output } from './output.ts';

/** An answer of a node as rows: an array as it is, `{rows}` unpacked, an object as one row. */
export function rowsOf(answer: unknown): Record<string, unknown>[] {
  if (Array.isArray(answer)) return answer.filter(isRow);
  if (isRow(answer) && Array.isArray(answer['rows'])) return answer['rows'].filter(isRow);
  return isRow(answer) ? [answer] : [];
}

/** Prints every row of an answer; `sentence` words a row for people, who are told where there is none. */
export function printRows(
  output: Output,
  answer: unknown,
  sentence?: (row: Record<string, unknown>) => string,
): void {
  const rows = rowsOf(answer);
  if (rows.length === 0) output.say('Nothing to list.');
  for (const row of rows) output.row(row, sentence?.(row));
}

/** A row's member as text; empty when it is absent. */
export function textIn(row: Record<string, unknown> | undefined, key: string): string {
  const value = row?.[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
