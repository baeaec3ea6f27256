import type { NodeClient } from '@careledger/protocol';
import { givenText, isGivenFile } from '../consortium-file.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { printRows, rowsOf, textIn } from '../rows.ts';
import { outputOf, sessionOf, stepUpOf, type CommonFlags } from '../session.ts';

type GovernanceFlags = CommonFlags & { stepUpFile?: string };
type Row = Record<string, unknown>;

/** `members`: the members of the consortium; with `--proposals`, what is to be decided about them. */
export async function members(
  _: string[],
  flags: CommonFlags & { proposals?: boolean },
): Promise<void> {
  const client = await sessionOf(flags);
  if (flags.proposals) printRows(outputOf(flags), await client.call('proposals', {}), sentenceOf);
  else
    printRows(
      outputOf(flags),
      await client.call('members', {}),
      (row) =>
        `${textIn(row, 'id')}  ${textIn(row, 'name')}  ${textIn(row, 'status')}  ${textIn(row, 'fingerprint')}`,
    );
}

/** `propose APPLICATION`: proposes a hospital that applied here, by its id, or by the file of its application. */
export async function propose([given = '']: string[], flags: GovernanceFlags): Promise<void> {
  const client = await sessionOf(flags);
  const application = isGivenFile(given)
    ? applicationIn(given)
    : textIn(await found(client, given, 'received'), 'id');
  printRows(
    outputOf(flags),
    await client.call('propose', { application, ...stepUpOf(flags) }),
    sentenceOf,
  );
}

/** `approve PROPOSAL`: this hospital's approval. */
export async function approve([given = '']: string[], flags: GovernanceFlags): Promise<void> {
  const client = await sessionOf(flags);
  const proposal = textIn(await found(client, given, 'open'), 'id');
  printRows(
    outputOf(flags),
    await client.call('approve', { proposal, ...stepUpOf(flags) }),
    sentenceOf,
  );
}

/** `reject PROPOSAL`: this hospital's rejection; its own proposal is withdrawn, an application dropped. */
export async function reject([given = '']: string[], flags: GovernanceFlags): Promise<void> {
  const client = await sessionOf(flags);
  const proposal = textIn(await found(client, given, 'open', 'received'), 'id');
  printRows(
    outputOf(flags),
    await client.call('reject', { proposal, ...stepUpOf(flags) }),
    sentenceOf,
  );
}

/** `suspend MEMBER`: proposes to end exchange with a member, with `--here` stops this hospital's own releases to it at once; `--lift` takes either back. */
export async function suspend(
  [member = '']: string[],
  flags: GovernanceFlags & { lift?: boolean; here?: boolean },
): Promise<void> {
  const client = await sessionOf(flags);
  if (flags.here) {
    const wish = { member, lift: flags.lift === true, ...stepUpOf(flags) };
    printRows(outputOf(flags), await client.call('pause', wish), pauseSentence);
    return;
  }
  const operation = flags.lift ? 'reinstate' : 'suspend';
  printRows(
    outputOf(flags),
    await client.call(operation, { member, ...stepUpOf(flags) }),
    sentenceOf,
  );
}

/** The one row in one of these states whose id begins so, or that is about this hospital. */
async function found(client: NodeClient, given: string, ...states: string[]): Promise<Row> {
  const rows = rowsOf(await client.call('proposals', {})).filter(
    (row) =>
      states.includes(textIn(row, 'state')) &&
      given !== '' &&
      (textIn(row, 'subject') === given || textIn(row, 'id').startsWith(given)),
  );
  const [row, ...others] = rows;
  if (row && others.length === 0) return row;
  throw new CommandEnd(
    exitCodes.usage,
    row
      ? `${given} means ${rows.length} of them: name the id, as \`careledger members --proposals\` lists it.`
      : `There is nothing to decide under ${given}; \`careledger members --proposals\` lists what there is.`,
  );
}

function applicationIn(file: string): { v: 1; [field: string]: unknown } {
  try {
    const parsed: unknown = JSON.parse(givenText(file));
    if (typeof parsed === 'object' && parsed !== null && 'v' in parsed && parsed.v === 1)
      return { ...parsed, v: 1 };
  } catch (cause) {
    if (cause instanceof CommandEnd) throw cause;
  }
  throw new CommandEnd(exitCodes.usage, `${file} is no application of this version.`);
}

function pauseSentence(row: Row): string {
  const members = Array.isArray(row['members']) ? row['members'] : [];
  const to = row['everybody'] === true ? 'everybody' : members.join(', ');
  return to === ''
    ? 'This hospital releases what consents permit.'
    : `This hospital releases nothing to ${to} for now.`;
}

function sentenceOf(row: Row): string {
  const who = rowsOf(row['who'])[0];
  const isOpen = ['open', 'received'].includes(textIn(row, 'state'));
  const approvals = Array.isArray(row['approvals']) ? row['approvals'].join(', ') : '';
  return [
    `${textIn(row, 'id').slice(0, 12)}  ${textIn(row, 'kind')} ${textIn(row, 'name')}: ${textIn(row, 'state')}`,
    `  ${textIn(row, 'changes')}`,
    ...(who === undefined
      ? []
      : [`  Fingerprint, to compare by telephone: ${textIn(who, 'fingerprint')}`]),
    `  Approved by: ${approvals === '' ? 'nobody yet' : approvals}${isOpen ? `; needed: ${textIn(row, 'needed')}, until ${textIn(row, 'expires')}` : ''}`,
  ].join('\n');
}
