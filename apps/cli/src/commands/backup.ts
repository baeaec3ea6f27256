import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { logNames } from '@careledger/care';
import { noteBackup } from '@careledger/node';
import { backup as copyLogs, StoreError } from '@careledger/store';
import { consortiumOf, dataFolder, givenPath, membersOf } from '../consortium-file.ts';
import { wanted } from '../flags.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { outputOf, type CommonFlags } from '../session.ts';

/** `backup -o DIR`: a consistent copy of every member's logs, also while they run; keys go into a folder of their own. */
export async function backup(_: string[], flags: CommonFlags & { output?: string }): Promise<void> {
  const output = outputOf(flags);
  const data = dataFolder(flags.data);
  const to = givenPath(wanted(flags.output, '-o'));
  for (const member of membersOf(consortiumOf(data), flags.at)) {
    makeFolder(join(to, 'keys'));
    const folder = join(data, member.folder);
    for (const log of await copied(folder, join(to, member.id)))
      output.row({ member: member.id, ...log }, `${member.id}: ${log.log}, ${log.size} entries`);
    cpSync(join(folder, 'keys'), join(to, 'keys', member.id), { recursive: true });
    for (const file of ['genesis.json', 'founding.json', 'application.json', 'applications.json'])
      if (existsSync(join(folder, file))) cpSync(join(folder, file), join(to, member.id, file));
    noteBackup(folder, Date.now());
  }
  cpSync(join(data, 'consortium.json'), join(to, 'consortium.json'));
  output.say(
    'Keep the folder `keys` apart from the rest: together they open everything, apart they open nothing.',
  );
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new CommandEnd(exitCodes.usage, `Cannot make ${folder}. May you write there?`, { cause });
  }
}

async function copied(folder: string, to: string): ReturnType<typeof copyLogs> {
  try {
    return await copyLogs({ folder, names: logNames, to });
  } catch (cause) {
    if (cause instanceof StoreError && cause.code === 'not-empty')
      throw new CommandEnd(exitCodes.usage, `${cause.message}.`, { cause });
    throw cause;
  }
}
