import { createNodeClient, NodeProblem } from '@careledger/protocol';
import { consortiumOf, dataFolder, membersOf } from '../consortium-file.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { rowsOf, textIn } from '../rows.ts';
import { outputOf, type CommonFlags } from '../session.ts';

/** `status`: every member's height and hash of the ledger, and what is not yet anchored; exit 5 if one does not answer. */
export async function status(_: string[], flags: CommonFlags): Promise<void> {
  const output = outputOf(flags);
  const members = membersOf(consortiumOf(dataFolder(flags.data)), flags.at);
  let silent = 0;
  for (const member of members) {
    try {
      const answer = await createNodeClient({ url: member.url, limitMs: 5000 }).call('status', {});
      const row = { member: member.id, ...rowsOf(answer)[0] };
      output.row(
        row,
        `${member.id}: height ${textIn(row, 'height')}, ${textIn(row, 'unanchored')} not yet anchored, process ${textIn(row, 'pid')}`,
      );
    } catch (error) {
      if (!(error instanceof NodeProblem)) throw error;
      silent += 1;
      output.row(
        { member: member.id, error: 'unreachable' },
        `${member.id}: no answer from ${member.url}`,
      );
    }
  }
  if (silent > 0) throw new CommandEnd(exitCodes.unreachable, '');
}
