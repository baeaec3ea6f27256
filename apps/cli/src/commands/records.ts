import { wanted } from '../flags.ts';
import { printRows, textIn } from '../rows.ts';
import { outputOf, sessionOf, type CommonFlags } from '../session.ts';
import { resourceIn } from './people.ts';

const sentence = (row: Record<string, unknown>) =>
  `${textIn(row, 'type')}/${textIn(row, 'id')}  version ${textIn(row, 'version')}  ${textIn(row, 'at')}`;

/** `read PATIENT`: own records. */
export async function read(
  [patient = '']: string[],
  flags: CommonFlags & { category?: string[] },
): Promise<void> {
  const client = await sessionOf(flags);
  const categories = flags.category?.length ? { categories: flags.category } : {};
  printRows(outputOf(flags), await client.call('read', { patient, ...categories }), sentence);
}

/** `history ID`: every version, newest first. */
export async function history([id = '']: string[], flags: CommonFlags): Promise<void> {
  const client = await sessionOf(flags);
  printRows(outputOf(flags), await client.call('history', { id }), sentence);
}

/** `amend ID FILE --if-match V`: a new version of a record. */
export async function amend(
  [id = '', file = '']: string[],
  flags: CommonFlags & { ifMatch?: string },
): Promise<void> {
  const client = await sessionOf(flags);
  const version = wanted(flags.ifMatch, '--if-match');
  printRows(
    outputOf(flags),
    await client.call('amend', { id, version, resource: resourceIn(file) }),
    sentence,
  );
}

/** `enter-in-error ID --reason R`: restricted, not destroyed. */
export async function enterInError(
  [id = '']: string[],
  flags: CommonFlags & { reason?: string },
): Promise<void> {
  const client = await sessionOf(flags);
  printRows(
    outputOf(flags),
    await client.call('enter-in-error', { id, reason: wanted(flags.reason, '--reason') }),
    sentence,
  );
}
