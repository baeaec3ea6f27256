import { rowsOf, textIn } from '../apps/cli/src/rows.ts';

/** What became of a call: its one row, or `{code}` of the problem. */
export async function outcomeOf(call: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    return rowsOf(await call)[0] ?? {};
  } catch (error) {
    const problem = error instanceof Error && 'problem' in error ? error.problem : undefined;
    return { code: textIn(rowsOf(problem)[0], 'code') };
  }
}

/** The code of the problem that a call ends in; empty where it succeeds. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return textIn(await outcomeOf(call.then(() => ({}))), 'code');
}
