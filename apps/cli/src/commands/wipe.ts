import { rmSync } from 'node:fs';
import { consortiumOf, dataFolder } from '../consortium-file.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { runningPids } from '../running-file.ts';
import { outputOf, type CommonFlags } from '../session.ts';

/** `wipe --yes`: deletes a data folder that nothing runs on. */
export async function wipe(_: string[], flags: CommonFlags & { yes?: boolean }): Promise<void> {
  const data = dataFolder(flags.data);
  consortiumOf(data);
  if (flags.yes !== true)
    throw new CommandEnd(
      exitCodes.usage,
      `This deletes every record in ${data}. Say --yes if you mean it.`,
    );
  if (runningPids(data).length > 0)
    throw new CommandEnd(exitCodes.conflict, 'It is running. `careledger down` first.');
  rmSync(data, { recursive: true });
  outputOf(flags).say(`${data} is deleted.`);
}
