import { writeFileSync } from 'node:fs';
import { readPeople } from '@careledger/node';
import { consortiumOf, dataFolder, memberOf } from '../consortium-file.ts';
import { CommandEnd, exitCodes } from '../output.ts';
import { textIn } from '../rows.ts';
import { accountOf, outputOf, sessionFile, tokenOf, type CommonFlags } from '../session.ts';

/** `login`: signs in, keeps the session for later commands, prints the bearer token. */
export async function login(_: string[], flags: CommonFlags): Promise<void> {
  const account = accountOf(flags);
  const token = 'token' in account ? account.token : await tokenOf(flags, account);
  if (flags.node === undefined && flags.as !== undefined) {
    const data = dataFolder(flags.data);
    writeFileSync(sessionFile(data, memberOf(consortiumOf(data), flags.at).id), `${token}\n`, {
      mode: 0o600,
    });
  }
  outputOf(flags).row({ token }, token);
}

/** `people`: the demonstration's sign-ins. */
export async function people(_: string[], flags: CommonFlags): Promise<void> {
  const data = dataFolder(flags.data);
  if (!consortiumOf(data).demo)
    throw new CommandEnd(exitCodes.refused, 'Not a demonstration: accounts are not listed.');
  for (const person of readPeople(data))
    outputOf(flags).row(
      person,
      `${person.user}  ${person.role} at ${person.member}  ${textIn({ ...person }, 'password') || textIn({ ...person }, 'passkey')}`,
    );
}
