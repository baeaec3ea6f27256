import { readPasskeyFile, type SoftwarePasskey } from '@careledger/keys';
import { givenText } from './consortium-file.ts';
import { CommandEnd, exitCodes } from './output.ts';

/** Reads a software authenticator's key; exit 2 when the file is none. */
export function readPasskey(file: string): SoftwarePasskey {
  try {
    return readPasskeyFile(givenText(file));
  } catch (cause) {
    if (cause instanceof CommandEnd) throw cause;
    throw new CommandEnd(exitCodes.usage, `${file} is no passkey of \`careledger passkey new\`.`, { cause });
  }
}
