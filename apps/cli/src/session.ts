import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createNodeClient, type NodeClient } from '@careledger/protocol';
import { readPeople } from '@careledger/node';
import { consortiumOf, dataFolder, givenText, memberOf } from './consortium-file.ts';
import { CommandEnd, exitCodes, openOutput, type Output } from './output.ts';

/** The flags that every command knows. */
export interface CommonFlags {
  data?: string;
  at?: string;
  node?: string;
  as?: string;
  passwordFile?: string;
  json?: boolean;
  quiet?: boolean;
}

/** The first line of a file with a password. */
export function passwordIn(file: string): string {
  return givenText(file).split(/\r?\n/, 1)[0] ?? '';
}

/** The output that the flags ask for. */
export const outputOf = (flags: CommonFlags): Output => openOutput(flags);

/** The address of the node that the flags name. */
export function urlOf(flags: CommonFlags): string {
  if (flags.node !== undefined) return flags.node.replace(/\/$/, '');
  return memberOf(consortiumOf(dataFolder(flags.data)), flags.at).url;
}

/** Speaks to the node without a session. */
export const strangerOf = (flags: CommonFlags): NodeClient =>
  createNodeClient({ url: urlOf(flags) });

/** Where `careledger login` keeps a member's session. */
export const sessionFile = (data: string, member: string): string =>
  join(data, `session-${member}`);

/** Signs in as `--as` (with its password), a kept session, or the demonstration's doctor. */
export async function sessionOf(flags: CommonFlags): Promise<NodeClient> {
  const url = urlOf(flags);
  const account = accountOf(flags);
  if ('token' in account) return createNodeClient({ url, token: account.token });
  return createNodeClient({ url, token: await tokenOf(flags, account) });
}

/** Signs in with a password and gives the bearer token. */
export async function tokenOf(
  flags: CommonFlags,
  account: { user: string; password: string },
): Promise<string> {
  const answer = await strangerOf(flags).call('login', account);
  if (typeof answer === 'object' && answer !== null && 'token' in answer)
    return String(answer.token);
  throw new CommandEnd(exitCodes.fault, 'The node gave no token.');
}

/** The account that the flags mean. */
export function accountOf(
  flags: CommonFlags,
): { user: string; password: string } | { token: string } {
  if (flags.as !== undefined && flags.passwordFile !== undefined)
    return { user: flags.as, password: passwordIn(flags.passwordFile) };
  const known = flags.node === undefined ? demoAccount(flags) : undefined;
  if (known) return known;
  if (flags.as === undefined)
    throw new CommandEnd(
      exitCodes.usage,
      'Who are you? Name a user with --as and --password-file, or `careledger login` first.',
    );
  throw new CommandEnd(
    exitCodes.usage,
    `The password of ${flags.as} is needed: --password-file F.`,
  );
}

/** The password once more: administration wants a step-up (I8.2). */
export function stepUpOf(flags: CommonFlags & { stepUpFile?: string }): { password?: string } {
  if (flags.stepUpFile !== undefined) return { password: passwordIn(flags.stepUpFile) };
  const account = accountOf(flags);
  return 'password' in account ? { password: account.password } : {};
}

function demoAccount(
  flags: CommonFlags,
): { user: string; password: string } | { token: string } | undefined {
  const data = dataFolder(flags.data);
  const consortium = consortiumOf(data);
  const member = memberOf(consortium, flags.at).id;
  const kept = sessionFile(data, member);
  if (flags.as === undefined && existsSync(kept))
    return { token: readFileSync(kept, 'utf8').trim() };
  if (!consortium.demo) return undefined;
  const wanted = (p: { member: string; user: string; role: string }) =>
    p.member === member && (flags.as === undefined ? p.role === 'doctor' : p.user === flags.as);
  const person = readPeople(data).find(wanted);
  return person?.password === undefined
    ? undefined
    : { user: person.user, password: person.password };
}
