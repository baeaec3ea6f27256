import { existsSync } from 'node:fs';
import { newPasskey, softwarePasskey } from '@careledger/keys';
import { givenPath, writeGiven } from '../consortium-file.ts';
import { wanted } from '../flags.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { outputOf, type CommonFlags } from '../session.ts';

/** `passkey new -o FILE`: a software authenticator's key for scripts; it never overwrites one. */
export async function passkey(
  [action = '']: string[],
  flags: CommonFlags & { output?: string },
): Promise<void> {
  if (action !== 'new') throw new CommandEnd(exitCodes.usage, 'passkey new -o FILE');
  const file = wanted(flags.output, '-o');
  if (existsSync(givenPath(file)))
    throw new CommandEnd(exitCodes.usage, `${file} exists; a passkey is never overwritten.`);
  const made = newPasskey();
  writeGiven(file, made);
  outputOf(flags).row(
    { passkey: file, id: softwarePasskey(made).id },
    `A software passkey is in ${file}. Whoever has the file can sign as its owner.`,
  );
}
