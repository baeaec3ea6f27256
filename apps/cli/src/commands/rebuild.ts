import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { consortiumOf, dataFolder, membersOf } from '../consortium-file.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { runningPids } from '../running-file.ts';
import { outputOf, type CommonFlags } from '../session.ts';

/** `rebuild`: takes the indexes away, so that the next start makes them again from the logs alone. */
export async function rebuild(_: string[], flags: CommonFlags): Promise<void> {
  const data = dataFolder(flags.data);
  const consortium = consortiumOf(data);
  if (runningPids(data).length > 0)
    throw new CommandEnd(exitCodes.conflict, 'It is running. `careledger down` first.');
  for (const member of membersOf(consortium, flags.at)) {
    for (const index of ['index.sqlite', 'state.sqlite'])
      for (const suffix of ['', '.seal', '-wal', '-shm', '-journal'])
        rmSync(join(data, member.folder, index + suffix), { force: true });
    outputOf(flags).row(
      { member: member.id, rebuild: 'at the next start' },
      `${member.id}: its indexes are made anew from the logs at the next start.`,
    );
  }
}
