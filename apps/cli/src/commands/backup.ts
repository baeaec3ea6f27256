import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { logNames } from '@careledger/care';
import { noteBackup } from '@careledger/node';
import { backup as copyLogs, StoreError, type BackupPart } from '@careledger/store';
import { consortiumOf, dataFolder, givenPath, membersOf } from '../consortium-file.ts';
import { wanted } from '../flags.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { outputOf, type CommonFlags } from '../session.ts';

/**
 * `backup -o DIR`: a consistent copy of every member's logs and of the orderer's blocks, also while they run; keys go into a folder
 * of their own. With `--at` one member alone.
 */
export async function backup(_: string[], flags: CommonFlags & { output?: string }): Promise<void> {
  const output = outputOf(flags);
  const data = dataFolder(flags.data);
  const to = givenPath(wanted(flags.output, '-o'));
  const consortium = consortiumOf(data);
  const members = membersOf(consortium, flags.at);
  const orderer = flags.at === undefined ? consortium.orderer : undefined;
  // The orderer comes last: its blocks reach as far as every member's copy of them.
  const parts = [
    ...members.map(({ id, folder }) => ({ id, folder, names: logNames })),
    ...(orderer ? [{ id: 'orderer', folder: orderer.folder, names: ['blocks'] }] : []),
  ];
  makeFolder(join(to, 'keys'));
  const copied = await copies(
    parts.map(({ folder, names }) => ({
      folder: join(data, folder),
      names,
      to: join(to, folder),
    })),
  );
  for (const [part, { id, folder }] of parts.entries()) {
    for (const log of copied[part] ?? [])
      output.row({ member: id, ...log }, `${id}: ${log.log}, ${log.size} entries`);
    copyThere(join(data, folder, 'keys'), join(to, 'keys', folder));
    for (const file of ['genesis.json', 'founding.json', 'application.json', 'applications.json'])
      copyThere(join(data, folder, file), join(to, folder, file));
  }
  if (consortium.demo) copySignIns(data, join(to, 'keys', 'demonstration'));
  copyThere(join(data, 'consortium.json'), join(to, 'consortium.json'));
  for (const { id, folder } of members)
    if (!noteBackup(join(data, folder), Date.now()))
      output.say(
        `${id}: copied, but its folder takes no note of it; the page Backups will not show it.`,
      );
  output.say(
    'Keep the folder `keys` apart from the rest: together they open everything, apart they open nothing.',
  );
}

/** The sign-ins of a demonstration open what they sign in to: they go with the keys. */
function copySignIns(data: string, to: string): void {
  for (const name of ['demonstration-people.json', 'passkeys'])
    copyThere(join(data, name), join(to, name));
}

function copyThere(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new CommandEnd(exitCodes.usage, `Cannot make ${folder}. May you write there?`, { cause });
  }
}

async function copies(parts: readonly BackupPart[]): ReturnType<typeof copyLogs> {
  try {
    return await copyLogs(...parts);
  } catch (cause) {
    if (cause instanceof StoreError && cause.code === 'not-empty')
      throw new CommandEnd(exitCodes.usage, `${cause.message}.`, { cause });
    throw cause;
  }
}
