import type { NodeClient } from '@careledger/protocol';
import { endOfDay, wanted } from '../flags.ts';
import { printRows, textIn } from '../rows.ts';
import { outputOf, passwordIn, sessionOf, stepUpOf, type CommonFlags } from '../session.ts';

type StepUpFlags = CommonFlags & { stepUpFile?: string };

/** `add-practitioner USER`: an account with a key of its own. */
export async function addPractitioner(
  [user = '']: string[],
  flags: CommonFlags & { name?: string; role?: string; until?: string; newPasswordFile?: string },
): Promise<void> {
  const client = await sessionOf(flags);
  const answer = await client.call('add-practitioner', {
    user,
    name: flags.name ?? user,
    role: wanted(flags.role, '--role'),
    password: passwordIn(wanted(flags.newPasswordFile, '--new-password-file')),
    ...(flags.until === undefined ? {} : { until: endOfDay(flags.until, '--until') }),
  });
  printRows(outputOf(flags), answer);
}

/** `staff`: the accounts of my hospital, their states and ends. */
export async function staff(_: string[], flags: CommonFlags): Promise<void> {
  const client = await sessionOf(flags);
  printRows(outputOf(flags), await client.call('staff', {}), (row) => {
    const until = typeof row['until'] === 'string' ? `  until ${row['until']}` : '';
    return `${textIn(row, 'user')}  ${textIn(row, 'role')}  ${textIn(row, 'state')}${until}`;
  });
}

/** `suspend-practitioner USER`: ends what an account may do. */
export async function suspendPractitioner(
  [user = '']: string[],
  flags: CommonFlags & { reason?: string },
): Promise<void> {
  const client = await sessionOf(flags);
  const why = flags.reason === undefined ? {} : { why: flags.reason };
  printRows(outputOf(flags), await client.call('suspend-practitioner', { user, ...why }));
}

/** `reinstate-practitioner USER`: lifts a suspension, with the administrator's password once more. */
export async function reinstatePractitioner(
  [user = '']: string[],
  flags: StepUpFlags,
): Promise<void> {
  const client = await sessionOf(flags);
  await stepUp(client, flags);
  printRows(outputOf(flags), await client.call('reinstate-practitioner', { user }));
}

/** `practitioner-until USER`: sets the last day of an account; `--until never` takes it away. */
export async function practitionerUntil(
  [user = '']: string[],
  flags: StepUpFlags & { until?: string },
): Promise<void> {
  const client = await sessionOf(flags);
  const day = wanted(flags.until, '--until');
  const until = day === 'never' ? null : endOfDay(day, '--until');
  await stepUp(client, flags);
  printRows(outputOf(flags), await client.call('practitioner-until', { user, until }));
}

/** Opens five minutes for what is grave, where the flags hold a password (I8.2). */
async function stepUp(client: NodeClient, flags: StepUpFlags): Promise<void> {
  const { password } = stepUpOf(flags);
  if (password !== undefined) await client.call('step-up', { password });
}
