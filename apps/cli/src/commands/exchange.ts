import { wanted } from '../flags.ts';
import { CommandEnd, exitCodes, type Output } from '../output.ts';
import { rowsOf, textIn, printRows } from '../rows.ts';
import { outputOf, passwordIn, sessionOf, type CommonFlags } from '../session.ts';

type AskFlags = CommonFlags & {
  for?: string;
  category?: string[];
  purpose?: string;
  event?: string;
};

/** `ask CARD`: another hospital's records of the card's patient; exit 4 when nothing is available. */
export async function ask([card = '']: string[], flags: AskFlags): Promise<void> {
  const client = await sessionOf(flags);
  const answer = await client.call('ask', {
    card,
    ...(flags.for === undefined ? {} : { for: flags.for }),
    ...(flags.category?.length ? { categories: flags.category } : {}),
    ...(flags.purpose === undefined ? {} : { purpose: flags.purpose }),
    ...(flags.event === undefined ? {} : { event: flags.event }),
  });
  show(outputOf(flags), answer);
}

/** `break-glass CARD`: the emergency summary, or the rest by a second reason. */
export async function breakGlass(
  [card = '']: string[],
  flags: CommonFlags & {
    reason?: string;
    text?: string;
    stepUpFile?: string;
    rest?: boolean;
    reason2?: string;
  },
): Promise<void> {
  const client = await sessionOf(flags);
  const answer = await client.call('break-glass', {
    card,
    reason: wanted(flags.reason, '--reason'),
    text: wanted(flags.text, '--text'),
    password: passwordIn(wanted(flags.stepUpFile, '--step-up-file')),
    ...(flags.rest ? { rest: true, reason2: wanted(flags.reason2, '--reason2') } : {}),
  });
  show(outputOf(flags), answer);
}

/** `stop --code STOP --member CUSTODIAN`: for whoever shows the stop code. */
export async function stop(
  _: string[],
  flags: CommonFlags & { code?: string; member?: string },
): Promise<void> {
  const client = await sessionOf(flags);
  const answer = await client.call('stop', {
    code: wanted(flags.code, '--code'),
    member: wanted(flags.member, '--member'),
  });
  printRows(
    outputOf(flags),
    answer,
    (row) =>
      `Stopped at ${textIn(row, 'member')}: nothing more is released under this consent. Transaction ${textIn(row, 'tx')}.`,
  );
}

function show(output: Output, answer: unknown): void {
  const { request: _request, until: _until, ...row } = rowsOf(answer)[0] ?? {};
  output.row(row, sentences(row));
  if (row['available'] !== true) throw new CommandEnd(exitCodes.refused, '');
}

function sentences(row: Record<string, unknown>): string {
  const resources = rowsOf(row['resources']);
  const list = resources.map(
    (r) => `  ${textIn(r, 'type')}/${textIn(r, 'id')}  version ${textIn(r, 'version')}`,
  );
  const anchor =
    row['tx'] === null
      ? 'The ledger is away: both hospitals keep what was decided, and record it there later.'
      : `Transaction ${textIn(row, 'tx')}`;
  return [textIn(row, 'says'), ...list, anchor].join('\n');
}
