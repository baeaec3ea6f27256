import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandEnd, exitCodes } from './output.ts';
import { readConsortium, type Consortium, type ConsortiumMember } from '@careledger/node';

/** The data folder that a command speaks of, relative to where the person stands. */
export function dataFolder(option: string | undefined): string {
  return resolve(process.env['CARELEDGER_CWD'] ?? process.cwd(), option ?? '.careledger');
}

/** A path that the person gave, relative to where the person stands. */
export function givenPath(path: string): string {
  return resolve(process.env['CARELEDGER_CWD'] ?? process.cwd(), path);
}

/** The text of a file that the person named; exit 2 when it cannot be read. */
export function givenText(path: string): string {
  try {
    return readFileSync(givenPath(path), 'utf8');
  } catch (cause) {
    throw new CommandEnd(exitCodes.usage, `Cannot read ${path}.`, { cause });
  }
}

/** Whether the person named a file that is there; a folder of that name is none. */
export function isGivenFile(path: string): boolean {
  return statSync(givenPath(path), { throwIfNoEntry: false })?.isFile() === true;
}

/** Writes the file that the person named, for the owner alone to read; exit 2 when it cannot be written. */
export function writeGiven(path: string, text: string): void {
  try {
    writeFileSync(givenPath(path), text, { mode: 0o600 });
  } catch (cause) {
    throw new CommandEnd(
      exitCodes.usage,
      `Cannot write ${path}. Is its folder there, and may you write in it?`,
      { cause },
    );
  }
}

/** The consortium of a data folder; exit 2 with what to do when there is none. */
export function consortiumOf(data: string): Consortium {
  if (!existsSync(join(data, 'consortium.json')))
    throw new CommandEnd(
      exitCodes.usage,
      `No consortium in ${data}. Start one with \`npm start\`, or name its folder with --data.`,
    );
  return readConsortium(data);
}

/** The member that `--at` names, by default all; exit 2 where there is none of that name. */
export function membersOf(
  consortium: Consortium,
  at: string | undefined,
): readonly ConsortiumMember[] {
  return at === undefined ? consortium.members : [memberOf(consortium, at)];
}

/** The member that `--at` names, by default the first hospital. */
export function memberOf(consortium: Consortium, at: string | undefined): ConsortiumMember {
  const found =
    at === undefined ? consortium.members[0] : consortium.members.find((m) => m.id === at);
  if (found) return found;
  const names = consortium.members.map((m) => m.id).join(', ');
  throw new CommandEnd(exitCodes.usage, `No member ${at ?? ''} here. Members: ${names}.`);
}
