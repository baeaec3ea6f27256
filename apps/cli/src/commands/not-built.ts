import { CommandEnd, exitCodes } from '../output.ts';

/** A row of the command line that this release does not have yet. */
export async function notBuilt(): Promise<void> {
  throw new CommandEnd(exitCodes.usage, 'not in this release');
}
